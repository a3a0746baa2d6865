package dev.eventbus.benchmarks.compile;

import com.palantir.javapoet.JavaFile;
import dev.eventbus.Subscribe;
import dev.eventbus.processor.EventBusProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.greenrobot.eventbus.annotationprocessor.EventBusAnnotationProcessor;

/**
 * Compiles many subscriber classes without any processor, with this project's, and with greenrobot's on the equivalent
 * classes; and, to see what of it is the generated source, that source once more, without a processor and with one
 * that does nothing but write it. The ways take turns, each in a fresh process; figures are medians, ratios are
 * medians of the ratios within a round.
 *
 * <p>greenrobot's index is one static initializer, which passes the limit of the class file ("code too large") before
 * 600 such classes; it is measured, plain and with its processor, on the first {@value #GREENROBOT_LIMIT} at most.
 *
 * <p>System properties: {@code subscribers} (1,000), {@code handlers} in each (5), {@code rounds} (7).
 */
public final class CompileCost {

    private static final String PLAIN = "plain javac";
    private static final String OURS = "with eventbus-processor";
    private static final String GENERATED = "plain javac, generated source included";
    private static final String COPIED = "with a processor that copies that source";
    private static final int GREENROBOT_LIMIT = 400;
    private static final String GREENROBOT_PLAIN = "greenrobot's classes, plain javac";
    private static final String GREENROBOT = "greenrobot's classes, with its processor";

    private CompileCost() {}

    /**
     * Measures and prints.
     *
     * @param arguments none
     * @throws IOException if files cannot be written
     * @throws InterruptedException never, unless something else interrupts
     * @throws ClassNotFoundException if the class path is incomplete
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, ClassNotFoundException {
        SubscriberSources sources =
                new SubscriberSources(Integer.getInteger("subscribers", 1_000), Integer.getInteger("handlers", 5));
        int rounds = Integer.getInteger("rounds", 7);
        Path directory = Files.createTempDirectory("compile-cost");
        List<CompilerProcess> ways = ways(directory, sources);
        Map<String, List<Long>> millis = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (CompilerProcess way : ways) {
                long took = way.run();
                // The first round only warms the caches of the machine.
                if (round > 0) {
                    millis.computeIfAbsent(way.name(), name -> new ArrayList<>())
                            .add(took);
                }
            }
        }
        print(sources, rounds, millis);
    }

    private static List<CompilerProcess> ways(Path directory, SubscriberSources sources)
            throws IOException, InterruptedException, ClassNotFoundException {
        List<Path> own = sources.write(directory.resolve("own"), Subscribe.class.getName());
        List<Path> others = new SubscriberSources(Math.min(sources.subscribers(), GREENROBOT_LIMIT), sources.handlers())
                .write(directory.resolve("greenrobot"), "org.greenrobot.eventbus.Subscribe");
        String api = CompilerProcess.pathOf(Subscribe.class);
        String processor = CompilerProcess.pathOf(EventBusProcessor.class, Subscribe.class, JavaFile.class);
        String greenrobot = CompilerProcess.pathOf(org.greenrobot.eventbus.Subscribe.class);
        String greenrobotProcessor = CompilerProcess.pathOf(
                EventBusAnnotationProcessor.class,
                org.greenrobot.eventbus.Subscribe.class,
                // What that processor needs at run time only, and so is not known here by name.
                Class.forName("de.greenrobot.common.ListMap"));
        CompilerProcess ours = new CompilerProcess(
                OURS, create(directory, "ours"), own, List.of("-cp", api, "-processorpath", processor));
        ours.run();
        List<Path> withGenerated = new ArrayList<>(own);
        Path kept = directory.resolve("kept");
        for (Path file : ours.generated()) {
            Path copy = kept.resolve(
                    ours.directory().resolve("generated").relativize(file).toString());
            Files.createDirectories(Objects.requireNonNull(copy.getParent()));
            withGenerated.add(Files.copy(file, copy));
        }
        return List.of(
                new CompilerProcess(PLAIN, create(directory, "plain"), own, List.of("-cp", api, "-proc:none")),
                ours,
                new CompilerProcess(
                        GENERATED,
                        create(directory, "plain-generated"),
                        withGenerated,
                        List.of("-cp", api, "-proc:none")),
                new CompilerProcess(
                        COPIED,
                        create(directory, "copied"),
                        own,
                        List.of(
                                "-cp",
                                api,
                                "-processorpath",
                                CompilerProcess.pathOf(CopyingProcessor.class),
                                "-processor",
                                CopyingProcessor.class.getName(),
                                "-A" + CopyingProcessor.FROM + "=" + kept)),
                new CompilerProcess(
                        GREENROBOT_PLAIN,
                        create(directory, "greenrobot-plain"),
                        others,
                        List.of("-cp", greenrobot, "-proc:none")),
                new CompilerProcess(
                        GREENROBOT,
                        create(directory, "greenrobot-processed"),
                        others,
                        List.of(
                                "-cp",
                                greenrobot,
                                "-processorpath",
                                greenrobotProcessor,
                                "-AeventBusIndex=com.acme.MyEventBusIndex")));
    }

    private static Path create(Path directory, String name) throws IOException {
        return Files.createDirectories(directory.resolve("out").resolve(name));
    }

    private static void print(SubscriberSources sources, int rounds, Map<String, List<Long>> millis) {
        System.out.printf(
                "%,d subscriber classes with %d handlers each (greenrobot: %,d), %d rounds,"
                        + " javac of JDK %s, milliseconds%n",
                sources.subscribers(),
                sources.handlers(),
                Math.min(sources.subscribers(), GREENROBOT_LIMIT),
                rounds,
                System.getProperty("java.version"));
        print(millis, PLAIN, PLAIN);
        print(millis, OURS, PLAIN);
        print(millis, GENERATED, PLAIN);
        print(millis, COPIED, PLAIN);
        print(millis, GREENROBOT_PLAIN, GREENROBOT_PLAIN);
        print(millis, GREENROBOT, GREENROBOT_PLAIN);
    }

    private static void print(Map<String, List<Long>> millis, String name, String base) {
        List<Long> values = Objects.requireNonNull(millis.get(name));
        System.out.printf(
                "%-42s median %,7d  ratio %.2f  all %s%n",
                name, median(values), ratio(values, Objects.requireNonNull(millis.get(base))), values);
    }

    private static double ratio(List<Long> values, List<Long> base) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < values.size(); round++) {
            ratios.add((double) values.get(round) / base.get(round));
        }
        return median(ratios);
    }

    private static <T extends Comparable<T>> T median(List<T> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
