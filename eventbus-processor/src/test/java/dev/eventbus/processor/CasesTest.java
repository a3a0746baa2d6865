package dev.eventbus.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.eventbus.processor.diagnostic.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The golden cases: each directory of {@code cases} has source code in {@code in} and either the generated code in
 * {@code out} or the messages in {@code errors.txt}. {@code -Dgolden.update=true} rewrites the expected files.
 */
class CasesTest {

    static final Path CASES = Path.of("src/test/resources/cases");
    private static final Pattern CODE = Pattern.compile("\\[(EB\\d{3})]");

    /** Problems that a directory of sources cannot show, and why. */
    private static final Map<Problem, String> WITHOUT_A_CASE = Map.of(
            Problem.INTERNAL_ERROR, "no source makes the processor fail; see RoundsTest",
            Problem.CLASS_AFTER_INDEX, "needs another processor that generates classes late; see RoundsTest",
            Problem.INDEX_NOT_PROVIDED, "needs a compilation with a module path; see ModulesTest",
            Problem.MISSING_TYPE,
                    "needs a class file whose supertype is missing, because javac itself reports a type that is missing"
                            + " in a source; see MissingTypesTest",
            Problem.API_VERSION_MISMATCH,
                    "needs eventbus-api of another version on the class path; see MissingTypesTest");

    static List<String> cases() throws IOException {
        try (Stream<Path> cases = Files.list(CASES)) {
            return cases.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void producesTheExpectedFiles(String name) throws IOException {
        Path directory = CASES.resolve(name);
        Compilation compilation = compile(directory);
        SortedMap<String, String> actual = new TreeMap<>();
        String messages = diagnostics(compilation, directory);
        if (!messages.isEmpty()) {
            actual.put("errors.txt", messages);
        }
        if (compilation.status() == Compilation.Status.SUCCESS) {
            for (JavaFileObject file : compilation.generatedSourceFiles()) {
                actual.put("out" + file.getName().replace("/SOURCE_OUTPUT", ""), text(file));
            }
        }
        if (Boolean.getBoolean("golden.update")) {
            update(directory, actual);
        }
        assertThat(actual).isEqualTo(expected(directory));
    }

    @Test
    void everyProblemHasACase() throws IOException {
        List<String> codes = new ArrayList<>();
        for (String name : cases()) {
            Path errors = CASES.resolve(name).resolve("errors.txt");
            Matcher matcher = CODE.matcher(Files.exists(errors) ? Files.readString(errors) : "");
            while (matcher.find()) {
                codes.add(matcher.group(1));
            }
        }
        assertThat(Stream.of(Problem.values()).filter(problem -> !WITHOUT_A_CASE.containsKey(problem)))
                .allSatisfy(problem -> assertThat(codes).contains(problem.code()));
        assertThat(WITHOUT_A_CASE.keySet())
                .allSatisfy(problem -> assertThat(codes).doesNotContain(problem.code()));
    }

    private static Compilation compile(Path directory) throws IOException {
        List<Object> options = new ArrayList<>(List.of("-Xlint:all,-processing", "-Werror"));
        options.addAll(optionsOf(directory));
        Path in = directory.resolve("in");
        List<JavaFileObject> sources = new ArrayList<>();
        for (Path source : files(in)) {
            sources.add(JavaFileObjects.forResource(source.toUri().toURL()));
        }
        return javac().withProcessors(new EventBusProcessor())
                .withOptions(options)
                .compile(sources);
    }

    /** The compiler options of a case. */
    static List<String> optionsOf(Path directory) throws IOException {
        Path options = directory.resolve("options.txt");
        return Files.exists(options) ? Files.readAllLines(options) : List.of();
    }

    /** A line for each diagnostic: file, line number, source text at that location, and message. */
    private static String diagnostics(Compilation compilation, Path directory) {
        return compilation.diagnostics().stream()
                .map(diagnostic -> line(diagnostic, directory))
                .sorted(Comparator.naturalOrder())
                .reduce("", (before, line) -> before + line + "\n");
    }

    private static String line(Diagnostic<? extends JavaFileObject> diagnostic, Path directory) {
        String message = diagnostic.getMessage(null).lines().findFirst().orElse("");
        JavaFileObject source = diagnostic.getSource();
        String kind = diagnostic.getKind().name().toLowerCase(java.util.Locale.ROOT);
        if (source == null) {
            return kind + " " + message;
        }
        String path = source.toUri().toString();
        String file = path.substring(path.indexOf("/in/") + "/in/".length());
        // javac has no end position for the field of a record component; the rest of the line is shown instead.
        String content = text(source);
        int end = diagnostic.getEndPosition() < 0 ? content.length() : (int) diagnostic.getEndPosition();
        String there = content.substring((int) diagnostic.getStartPosition(), end)
                .lines()
                .findFirst()
                .orElse("");
        return "%s:%03d `%s` %s %s".formatted(file, diagnostic.getLineNumber(), there, kind, message);
    }

    private static String text(JavaFileObject file) {
        try {
            return file.getCharContent(false).toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static SortedMap<String, String> expected(Path directory) throws IOException {
        SortedMap<String, String> expected = new TreeMap<>();
        for (Path file : files(directory)) {
            String name = directory.relativize(file).toString();
            if (name.startsWith("out") || name.equals("errors.txt")) {
                expected.put(name, Files.readString(file));
            }
        }
        return expected;
    }

    private static void update(Path directory, SortedMap<String, String> actual) throws IOException {
        for (String name : expected(directory).keySet()) {
            Files.delete(directory.resolve(name));
        }
        for (var entry : actual.entrySet()) {
            Path file = directory.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, entry.getValue());
        }
    }

    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
