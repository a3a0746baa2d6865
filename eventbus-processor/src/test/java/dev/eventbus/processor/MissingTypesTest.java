package dev.eventbus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Some classes of a library are missing: code is generated for each handler and event, or an error names both. */
class MissingTypesTest {

    private static final Map<String, String> LIBRARY = Map.of(
            "lib/Id.java", """
                    package lib;
                    public class Id implements Named {
                        @Override public boolean equals(Object other) { return other instanceof Id; }
                        @Override public int hashCode() { return 1; }
                    }
                    """,
            "lib/Named.java", "package lib; public interface Named { default String nick() { return \"\"; } }",
            "lib/Gone.java", "package lib; public class Gone {}",
            "lib/Present.java", "package lib; public interface Present extends Named {}",
            "lib/Customer.java", """
                    package lib;
                    public class Customer implements Named {
                        public final String id = "1";
                        public String name() { return "n"; }
                    }
                    """,
            "lib/Indirect.java",
                    "package lib; public class Indirect implements Present { public String name() { return \"\"; } }",
            "lib/Child.java", "package lib; public class Child extends Gone { public String name() { return \"\"; } }",
            "lib/Holder.java", "package lib; public class Holder { public Gone gone() { return null; } }",
            "lib/Refused.java", """
                    package lib;
                    public class Refused extends RuntimeException implements Named {
                        private static final long serialVersionUID = 1;
                    }
                    """,
            "lib/Shape.java", """
                    package lib;
                    public sealed interface Shape {
                        @dev.eventbus.Event("shape.round") record Round() implements Shape {}
                        record Square() implements Shape {}
                    }
                    """);

    @TempDir
    private Path directory;

    private Path library;

    @BeforeEach
    void aLibraryWithoutSomeOfItsClasses() throws IOException {
        library = new Javac(directory.resolve("library"))
                .classPath(Javac.api())
                .options("-proc:none")
                .compile(LIBRARY)
                .output();
        for (String gone : List.of("Named", "Gone", "Shape$Square")) {
            Files.delete(library.resolve("lib/" + gone + ".class"));
        }
    }

    static List<Sample> samples() {
        return List.of(
                event("key = \"customer.name\"", "record E(lib.Customer customer) {}", "lib.Named", "lib.Customer"),
                event("key = \"customer.id\"", "record E(lib.Customer customer) {}", "lib.Named", "lib.Customer"),
                event("key = \"c.name\"", "record E(lib.Indirect c) {}", "lib.Named", "lib.Present"),
                event("key = \"c.name\"", "record E(lib.Child c) {}", "lib.Gone", "lib.Child"),
                event("key = \"h.gone\"", "record E(lib.Holder h) {}", "lib.Gone", "lib.Holder"),
                event("key = \"id\"", "record E(lib.Id id, int n) {}", null, null),
                event("key = \"c\"", "record E(lib.Child c, int n) {}", "lib.Gone", "lib.Child"),
                event("version = 2", "record E(lib.Customer customer) {}", null, null),
                handler("(key = \"name\", concurrency = 2)", "lib.Customer event", "lib.Named", "lib.Customer"),
                handler("(key = \"name\", overflow = Overflow.CONFLATE)", "lib.Child event", "lib.Gone", "lib.Child"),
                handler("(key = \"h.gone\", concurrency = 2)", "Own event", "lib.Gone", "lib.Holder"),
                handler("", "lib.Customer event", null, null),
                handler("", "lib.Child event, EventContext context", null, null),
                handler("(mode = DeliveryMode.DIRECT)", "lib.Customer event", null, null),
                handler("(batch = 5)", "List<lib.Customer> events", null, null),
                handler("(filter = \"accepts\")", "lib.Customer event", null, null),
                handler("(topic = \"shape.*\")", "lib.Shape event", null, null),
                handler("(topic = \"shapes.*\")", "lib.Shape event", null, null),
                handler("(retry = @Retry(maxAttempts = 2, retryOn = lib.Refused.class))", "String event", null, null),
                handler("(retry = @Retry(maxAttempts = 2, abortOn = lib.Refused.class))", "String event", null, null));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aMissingTypeIsReported(Sample sample) {
        Javac.Result result = new Javac(directory.resolve("classes"))
                .classPath(Javac.api(), library)
                // Missing class files on which nothing else depends are a warning.
                .options("-Xlint:-classfile")
                .compile(sample.sources());

        check(sample, result.success(), result.messages());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aMissingTypeIsReportedWithEclipse(Sample sample) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (Map.Entry<String, String> source : sample.sources().entrySet()) {
            Path path = directory.resolve("sources").resolve(source.getKey());
            Files.createDirectories(path.getParent());
            paths.add(Files.writeString(path, source.getValue()));
        }
        String classPath = System.getProperty("java.class.path") + java.io.File.pathSeparator + library;

        Eclipse.Result result =
                new Eclipse(directory).options(List.of("-cp", classPath)).compile(paths);

        if (result.problems().stream().noneMatch(problem -> problem.message().contains("cannot be resolved"))) {
            check(
                    sample,
                    result.success(),
                    result.problems().stream().map(Eclipse.Problem::message).toList());
        } else {
            assertThat(result.success()).isFalse();
        }
    }

    private void check(Sample sample, boolean success, List<String> messages) {
        assertThat(success).as("%s", messages).isEqualTo(sample.missing() == null);
        if (sample.missing() == null) {
            assertThat(directory.resolve("classes/com/acme/" + sample.generated() + ".class"))
                    .exists();
        } else {
            assertThat(messages)
                    .anySatisfy(message -> assertThat(message)
                            .contains(
                                    "[EB068] " + sample.missing() + ", which " + sample.declaring(),
                                    "nothing is generated for com.acme." + sample.type()));
        }
    }

    /** Gradle passes unchanged classes as class files. javac itself does not report what they lack. */
    @ParameterizedTest
    @MethodSource("unchanged")
    void aMissingTypeOfAnUnchangedClassIsReported(String source, String named) throws IOException {
        Path classes = new Javac(directory.resolve("unchanged"))
                .classPath(Javac.api())
                .options("-proc:none")
                .compile(Map.of("com/acme/E.java", source, "com/acme/Gone.java", "package com.acme; class Gone {}"))
                .output();
        Files.delete(classes.resolve("com/acme/Gone.class"));

        List<String> errors = errorsForClassFiles(List.of("com.acme.E"), classes);

        if (named == null) {
            assertThat(errors).isEmpty();
            assertThat(directory.resolve("generated/com/acme/EventBusIndex.java"))
                    .exists();
        } else {
            assertThat(errors)
                    .singleElement()
                    .asString()
                    .contains("[EB068] ", "Gone", "which " + named, "nothing is generated for com.acme.E");
        }
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> unchanged() {
        String head = "package com.acme; import dev.eventbus.*; ";
        return Stream.of(
                arguments(head + "class E { @Subscribe void on(Gone gone) {} }", "com.acme.E.on("),
                arguments(
                        head
                                + "class E { @Subscribe(filter = \"f\") void on(String s) {}"
                                + " boolean f(Gone g) { return true; } }",
                        "com.acme.E.f("),
                arguments(head + "class E { @Subscribe void on(String s) {} void other(Gone gone) {} }", null),
                arguments(head + "@Event(value = \"e\", key = \"gone\") record E(Gone gone) {}", "com.acme.E.gone("),
                arguments(head + "@Event(\"e\") record E(Gone gone) {}", null));
    }

    @Test
    void anAnnotationOfAnotherVersionIsAnError() throws IOException {
        Path old = new Javac(directory.resolve("old"))
                .options("-proc:none", "-cp", directory.toString())
                .compile(Map.of("dev/eventbus/Event.java", """
                        package dev.eventbus;
                        public @interface Event { String value(); int version() default 1; }
                        """))
                .output();

        Javac.Result result = new Javac(directory.resolve("classes"))
                .classPath(old)
                .compile(Map.of("com/acme/E.java", "package com.acme; @dev.eventbus.Event(\"e\") record E(int n) {}"));

        assertThat(result.success()).isFalse();
        assertThat(result.messages())
                .singleElement()
                .asString()
                .contains("[EB069] The attribute key, which dev.eventbus.Event should have", "com.acme.E");
    }

    /** As in a compilation with --module-source-path. */
    @Test
    void aClassOfOneNameInTwoModulesIsNotLost() {
        String mailer = "package com.acme; class Mailer { @dev.eventbus.Subscribe void on(String event) {} }";
        Javac.Result result = new Javac(directory.resolve("modules"))
                .modulePath(Javac.api())
                .options(
                        "--module-source-path",
                        directory.resolve("modules-sources").toString())
                .compile(Map.of(
                        "one/module-info.java",
                        "module one { requires dev.eventbus; }",
                        "two/module-info.java",
                        "module two { requires dev.eventbus; }",
                        "one/com/acme/Mailer.java",
                        mailer,
                        "two/com/acme/Mailer.java",
                        mailer));

        assertThat(result.success()).isFalse();
        assertThat(result.messages()).anyMatch(message -> message.contains("[EB042]"));
    }

    private List<String> errorsForClassFiles(List<String> names, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        Path generated = Files.createDirectories(directory.resolve("generated"));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(classes, Javac.api()));
            List<String> options = List.of("-proc:only", "-s", generated.toString(), "-d", directory.toString());
            JavaCompiler.CompilationTask task = compiler.getTask(null, files, diagnostics, options, names, List.of());
            task.setProcessors(List.of(new EventBusProcessor()));
            task.call();
        }
        return diagnostics.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .map(each -> each.getMessage(null))
                .toList();
    }

    private static org.junit.jupiter.params.provider.Arguments arguments(Object... values) {
        return org.junit.jupiter.params.provider.Arguments.of(values);
    }

    private static Sample event(String attributes, String declaration, String missing, String declaring) {
        String source = "package com.acme; @dev.eventbus.Event(value = \"e\", " + attributes + ") " + declaration;
        return new Sample("E", "E_Event", Map.of("com/acme/E.java", source), missing, declaring);
    }

    private static Sample handler(String attributes, String parameters, String missing, String declaring) {
        String source = """
                package com.acme;

                import dev.eventbus.*;
                import java.util.*;

                class S {
                    @Subscribe%s
                    void on(%s) {}

                    boolean accepts(lib.Customer event) { return true; }
                }
                """.formatted(attributes, parameters);
        return new Sample(
                "S",
                "S_Handlers",
                Map.of("com/acme/S.java", source, "com/acme/Own.java", "package com.acme; record Own(lib.Holder h) {}"),
                missing,
                declaring);
    }

    record Sample(String type, String generated, Map<String, String> sources, String missing, String declaring) {
        @Override
        public String toString() {
            return sources.get("com/acme/" + type + ".java").replaceAll("\\s+", " ");
        }
    }
}
