package dev.eventbus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The requirements of Gradle for a processor in incremental compilation. */
class GradleTest {

    @TempDir
    private Path directory;

    /** A processor for all classes must not be aggregating: Gradle would pass all classes to it every time. */
    @Test
    void everyProcessorIsDeclared() throws IOException {
        assertThat(resource("META-INF/gradle/incremental.annotation.processors"))
                .containsExactly(
                        EventBusProcessor.class.getName() + ",aggregating",
                        UnannotatedCodeProcessor.class.getName() + ",isolating");
        assertThat(resource("META-INF/services/" + Processor.class.getName()))
                .containsExactlyInAnyOrder(EventBusProcessor.class.getName(), UnannotatedCodeProcessor.class.getName());
    }

    @Test
    void classFilesKeepEveryAnnotationThatItReads() throws ReflectiveOperationException {
        assertThat(new EventBusProcessor().getSupportedAnnotationTypes()).isNotEmpty();
        for (String name : new EventBusProcessor().getSupportedAnnotationTypes()) {
            Retention retention = Class.forName(name).getAnnotation(Retention.class);
            assertThat(retention.value()).as(name).isNotEqualTo(RetentionPolicy.SOURCE);
        }
    }

    @Test
    void everyGeneratedFileHasItsOriginatingElements() throws IOException {
        WithRecordingFiler recording = new WithRecordingFiler();
        Javac.Result result = new Javac(directory.resolve("classes"))
                .classPath(Javac.api())
                .instead(recording)
                .compile(Map.of(
                        "com/acme/OrderCreated.java",
                        "package com.acme;\n\n@dev.eventbus.Event(\"order.created\")\n"
                                + "record OrderCreated(String id) {}\n",
                        "com/acme/Mailer.java",
                        """
                        package com.acme;

                        class Mailer {
                            @dev.eventbus.Subscribe
                            void onOrder(OrderCreated event) {}

                            static class Nested {
                                @dev.eventbus.Subscribe
                                void onOrder(OrderCreated event) {}
                            }
                        }
                        """));

        assertThat(result.messages()).isEmpty();
        assertThat(recording.originsByFile())
                .containsOnly(
                        Map.entry("com.acme.Mailer_Handlers", List.of("com.acme.Mailer")),
                        Map.entry("com.acme.Mailer_Nested_Handlers", List.of("com.acme.Mailer.Nested")),
                        Map.entry("com.acme.OrderCreated_Event", List.of("com.acme.OrderCreated")),
                        Map.entry(
                                "com.acme.EventBusIndex",
                                List.of("com.acme.Mailer", "com.acme.Mailer.Nested", "com.acme.OrderCreated")),
                        Map.entry(
                                "META-INF/services/dev.eventbus.spi.generated.SubscriberIndex in CLASS_OUTPUT",
                                List.of("com.acme.Mailer", "com.acme.Mailer.Nested", "com.acme.OrderCreated")));
    }

    static Stream<String> generating() throws IOException {
        return CasesTest.cases().stream()
                .filter(name -> Files.exists(CasesTest.CASES.resolve(name).resolve("out"))
                        && !Files.exists(CasesTest.CASES.resolve(name).resolve("errors.txt")));
    }

    /** Gradle passes unchanged classes as class files, which contain no names of parameters. */
    @ParameterizedTest
    @MethodSource("generating")
    void classFilesProduceTheSameCodeAsTheirSources(String name) throws IOException {
        Path given = CasesTest.CASES.resolve(name);
        Path sources = given.resolve("in");
        List<Path> files = CasesTest.files(sources);
        Path classes = Files.createDirectories(directory.resolve("classes"));
        Path generated = Files.createDirectories(directory.resolve("generated"));
        javac(List.of("-proc:none", "-g:none", "-d", classes.toString()), List.of(), files);
        List<String> names = CasesTest.files(classes).stream()
                .map(file -> classes.relativize(file)
                        .toString()
                        .replace(".class", "")
                        .replace('/', '.'))
                .filter(each -> !each.contains("$") && !each.endsWith("package-info"))
                .toList();
        List<String> options = new ArrayList<>(List.of("-proc:only", "-s", generated.toString()));
        options.addAll(List.of("-d", directory.toString()));
        options.addAll(CasesTest.optionsOf(given));
        javac(options, names, List.of());

        SortedMap<String, String> actual = new TreeMap<>();
        for (Path file : CasesTest.files(generated)) {
            actual.put("out/" + generated.relativize(file), Files.readString(file));
        }
        assertThat(actual).isEqualTo(CasesTest.expected(given));
    }

    /** They were shown when the sources were compiled, and class files do not contain suppressions. */
    @ParameterizedTest
    @CsvSource({"false, note", "false, warn", "false, error", "true, note", "true, error"})
    void warningsOfUnchangedClassesAreNotShownAgain(boolean hidden, String level) throws IOException {
        Map<String, String> unchanged = Map.of("com/acme/Kept.java", """
                package com.acme;

                import dev.eventbus.Event;
                import dev.eventbus.Subscribe;

                class Kept {
                    @Event("changed")
                    static class Changed {
                        @SuppressWarnings("eventbus:mutable-event")
                        int count;

                        int other;
                    }

                    @Subscribe
                    @SuppressWarnings("eventbus:every-event")
                    void on(Object event) {}

                    @Subscribe
                    void onOther(Object event) {}
                }
                """);
        Path classes = new Javac(directory.resolve("classes"))
                .classPath(Javac.api())
                .options("-proc:none")
                .compile(unchanged)
                .output();
        Map<String, String> changed = Map.of("com/acme/New.java", """
                package com.acme;

                class New {
                    @dev.eventbus.Subscribe
                    void on(Object event) {}

                    @dev.eventbus.Subscribe
                    void on(Kept.Changed event) {}
                }
                """);

        Javac.Result result = new Javac(classes)
                .classPath(Javac.api(), classes)
                .options("-Aeventbus.warnings=" + level)
                .instead(hidden ? new WithHiddenCompiler() : new EventBusProcessor())
                .classNames("com.acme.Kept")
                .compile(changed);

        assertThat(result.messages())
                .filteredOn(message -> message.contains("[EB"))
                .singleElement()
                .asString()
                .contains("[EB061] Handler on takes Object");
        assertThat(result.success()).isEqualTo(level.equals("note"));
    }

    private void javac(List<String> options, List<String> classNames, List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(directory.resolve("classes"), Javac.api()));
            Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(sources);
            JavaCompiler.CompilationTask task = compiler.getTask(null, files, null, options, classNames, units);
            if (options.contains("-proc:only")) {
                task.setProcessors(List.of(new EventBusProcessor()));
            }
            assertThat(task.call()).isTrue();
        }
    }

    private static List<String> resource(String name) throws IOException {
        try (InputStream stream = EventBusProcessor.class.getResourceAsStream("/" + name)) {
            return Arrays.asList(new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split("\n"));
        }
    }
}
