package dev.eventbus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cases again with Eclipse's compiler, which has a language model of its own and another order of elements in each
 * run: the same text to the letter, the same messages at the same lines.
 */
class EclipseCasesTest {

    private static final Pattern EXPECTED = Pattern.compile("(?:(\\S+):(\\d+) `.*` )?(?:error|warning|note) (\\[EB.*)");

    /** For a nested annotation, Eclipse's compiler has only the location of the outer one. */
    private static final Set<String> WITHIN_ANNOTATIONS = Set.of("EB033", "EB034", "EB047", "EB055", "EB067");

    /** Problems in method bodies, which only javac makes available. */
    private static final Set<String> IN_BODIES = Set.of("EB056", "EB062", "EB063");

    /** Components of records have no location there either. */
    private static final String ABOUT_RECORD_COMPONENT = "[EB072]";

    @TempDir
    private Path directory;

    static Stream<String> cases() throws IOException {
        return CasesTest.cases().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void producesTheSameOutput(String name) throws IOException {
        Path given = CasesTest.CASES.resolve(name);
        Path in = given.resolve("in");
        SortedMap<String, String> expected = CasesTest.expected(given);
        String errors = expected.getOrDefault("errors.txt", "")
                .lines()
                .filter(line -> EXPECTED.matcher(line).matches() && !IN_BODIES.contains(codeOf(line)))
                .collect(Collectors.joining("\n"));
        expected.remove("errors.txt");
        List<Path> sources = new ArrayList<>(CasesTest.files(in));
        Collections.reverse(sources);

        Eclipse.Result result =
                new Eclipse(directory).options(CasesTest.optionsOf(given)).compile(sources);

        assertThat(ours(result).map(Eclipse.Problem::message))
                .as(result.said())
                .containsExactlyInAnyOrderElementsOf(
                        errors.lines().map(EclipseCasesTest::expectedMessage).toList());
        assertThat(ours(result)).as(result.said()).allMatch(problem -> isPlaced(problem, errors, in));
        if (!expected.isEmpty()) {
            assertThat(result.success()).as(result.said()).isTrue();
            assertThat(generated(result)).isEqualTo(expected);
            assertThat(result.problems())
                    .as("no warning about generated code")
                    .noneMatch(
                            problem -> problem.file() != null && problem.file().startsWith(result.generated()));
        }
    }

    private static Stream<Eclipse.Problem> ours(Eclipse.Result result) {
        return result.problems().stream().filter(problem -> problem.message().startsWith("[EB"));
    }

    private static String codeOf(String line) {
        return line.substring(line.indexOf("[EB") + 1, line.indexOf("[EB") + 6);
    }

    private static String expectedMessage(String line) {
        Matcher matcher = EXPECTED.matcher(line);
        assertThat(matcher.matches()).as(line).isTrue();
        return matcher.group(3);
    }

    /** Whether a message has the same location as with the JDK's compiler. */
    private static boolean isPlaced(Eclipse.Problem problem, String errors, Path in) {
        return errors.lines()
                .map(EXPECTED::matcher)
                .filter(matcher -> matcher.matches() && matcher.group(3).equals(problem.message()))
                .anyMatch(matcher -> matcher.group(1) == null
                        ? problem.file() == null
                        : isAt(problem, in.resolve(matcher.group(1)), Integer.parseInt(matcher.group(2))));
    }

    private static boolean isAt(Eclipse.Problem problem, Path file, int line) {
        if (problem.file() == null) {
            return isAboutRecord(lines(file), line - 1) || problem.message().startsWith(ABOUT_RECORD_COMPONENT);
        }
        boolean early = WITHIN_ANNOTATIONS.contains(problem.message().substring(1, 6)) && problem.line() < line;
        return problem.file().endsWith(file) && (problem.line() == line || early);
    }

    /** Eclipse's compiler reports problems of a record at its annotation or in the line after it. */
    private static boolean isAboutRecord(List<String> lines, int at) {
        return lines.get(at).contains("record ")
                || (lines.get(at).contains("@Event") && lines.get(at + 1).contains("record "));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static SortedMap<String, String> generated(Eclipse.Result result) throws IOException {
        SortedMap<String, String> generated = new TreeMap<>();
        for (Path file : CasesTest.files(result.generated())) {
            generated.put("out/" + result.generated().relativize(file), Files.readString(file));
        }
        return generated;
    }
}
