package dev.eventbus.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;
import org.openjdk.jcstress.infra.grading.ReportUtils;

/**
 * Runs all jcstress tests of this module in JVMs of their own, and reads their results: no test may show what is
 * forbidden, and each weakened variant has to show its bug, which proves that the test beside it could fail.
 *
 * <p>System property: {@code stress=long} runs them in every mode of compilation, for some hours in all; {@code
 * stress=quick} only what is most at risk.
 */
class StressTest {

    private static final Path RESULTS = Path.of("target", "jcstress");
    private static final List<TestResult> ALL = new ArrayList<>();

    // Longer than it waits for jcstress.
    @BeforeAll
    @Timeout(value = 25, unit = TimeUnit.HOURS)
    static void runAll() throws Exception {
        clean();
        Path log = RESULTS.resolve("console.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.openjdk.jcstress.Main",
                "-r",
                ".",
                "-t",
                Proofs.pattern()));
        // The second compiler alone reorders most, and one fork of each test is what a build has time for.
        command.addAll(
                Proofs.LONG
                        ? List.of("-m", "default")
                        : List.of(
                                "-f",
                                "1",
                                "-fsm",
                                "1",
                                "-iters",
                                "2",
                                "-time",
                                "200",
                                "-sc",
                                "false",
                                "-jvmArgs",
                                "-XX:-TieredCompilation"));
        Process process = new ProcessBuilder(command)
                .directory(RESULTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean ended = process.waitFor(Proofs.LONG ? 24 * 60 : 10, TimeUnit.MINUTES);
            assertThat(ended).as("jcstress has ended; see %s", log).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        ALL.addAll(ReportUtils.mergedByName(read()));
    }

    private static void clean() throws IOException {
        if (Files.exists(RESULTS)) {
            try (Stream<Path> files = Files.walk(RESULTS)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
        Files.createDirectories(RESULTS);
    }

    /** What is in the file of results; nothing if the run broke off before it had any. */
    private static List<TestResult> read() throws Exception {
        InProcessCollector collector = new InProcessCollector();
        try (Stream<Path> files = Files.list(RESULTS)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".bin.gz")).toList()) {
                DiskReadCollector reader = new DiskReadCollector(file.toString(), collector);
                reader.dump();
                reader.close();
            }
        }
        return List.copyOf(collector.getTestResults());
    }

    private static String shortName(TestResult result) {
        return result.getName().replaceFirst("^dev\\.eventbus\\.(stress|runtime\\.(channel|routing))\\.", "");
    }

    private static boolean isWeakened(TestResult result) {
        return result.getName().contains(".Weakened");
    }

    @Test
    void everyTestHasRun() {
        assertThat(ALL.stream().map(StressTest::shortName)).containsExactlyInAnyOrderElementsOf(Proofs.tests());
    }

    @Test
    void nothingForbiddenIsSeen() {
        Map<String, List<String>> failures = new TreeMap<>();
        for (TestResult result : ALL) {
            List<String> messages = new ArrayList<>(result.grading().failureMessages);
            if (!ReportUtils.statusToPassed(result)) {
                messages.add(ReportUtils.statusToLabel(result));
                messages.addAll(result.getMessages());
                messages.addAll(result.getVmErr());
            }
            if (!messages.isEmpty() || !result.grading().isPassed) {
                failures.put(shortName(result), messages);
            }
        }
        assertThat(failures).as("forbidden outcomes and errors").isEmpty();
    }

    @Test
    void everyWeakenedVariantShowsItsBug() {
        List<String> harmless = new ArrayList<>();
        for (TestResult result : ALL) {
            long seen = 0;
            for (GradingResult graded : result.grading().gradingResults.values()) {
                seen += graded.expect == Expect.ACCEPTABLE_INTERESTING ? graded.count : 0;
            }
            if (isWeakened(result)) {
                System.out.println(
                        shortName(result) + " shows its bug " + seen + " times of " + result.getTotalCount());
                if (seen == 0) {
                    harmless.add(shortName(result));
                }
            }
        }
        assertThat(harmless).as("weakened variants that have shown no bug").isEmpty();
    }
}
