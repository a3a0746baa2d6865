package dev.eventbus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources without annotations of the event bus, with the processors on the processor path as in a build. */
class UnannotatedCodeTest {

    private static final Map<String, String> PLAIN = Map.of("com/acme/Plain.java", """
            package com.acme;

            class Plain {
                @Override
                public String toString() { return ""; }
            }
            """);
    private static final String LOCAL = """
            package com.acme;

            import dev.eventbus.Subscribe;

            class Shop {
                Object subscriber() {
                    return new Object() {
                        @Subscribe
                        void on(String event) {}
                    };
                }
            %s}
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"-Aeventbus.warnings=warn", "-Aeventbus.index=com.acme.AppIndex"})
    void optionsWithoutEffectAreRecognized(String option) {
        Javac.Result result = javac().options("-Xlint:processing", option).compile(PLAIN);

        assertThat(result.messages()).isEmpty();
        assertThat(result.success()).isTrue();
    }

    @Test
    void optionsAreRecognizedIfThereIsOnlyAPackageDeclaration() {
        Javac.Result result = javac().options("-Xlint:processing", "-Aeventbus.warnings=warn")
                .compile(Map.of("com/acme/package-info.java", "/** Nothing. */\npackage com.acme;\n"));

        assertThat(result.messages()).isEmpty();
        assertThat(result.success()).isTrue();
    }

    @Test
    void anUnknownLevelOfWarningsIsAnErrorReportedOnce() {
        Javac.Result result = javac().options("-Aeventbus.warnings=loud").compile(PLAIN);

        assertThat(result.success()).isFalse();
        assertThat(result.messages())
                .containsExactly(
                        "ERROR [EB057] Invalid option -Aeventbus.warnings=loud. To fix it, use off, note, warn or"
                                + " error.");
    }

    @Test
    void javacStillReportsUnknownOptions() {
        Javac.Result result = javac().options("-Aeventbus.warning=warn")
                .options("-Xlint:processing")
                .compile(PLAIN);

        assertThat(result.messages()).anyMatch(message -> message.contains("not recognized by any processor"));
    }

    @Test
    void aHandlerInAnAnonymousClassIsAnErrorIfNothingElseIsAnnotated() {
        Javac.Result result = javac().compile(Map.of("com/acme/Shop.java", LOCAL.formatted("")));

        assertThat(result.success()).isFalse();
        assertThat(result.messages())
                .singleElement()
                .asString()
                .contains("[EB056] A local or anonymous class in subscriber() declares a handler");
        assertThat(result.diagnostics().get(0).getLineNumber()).isEqualTo(6);
    }

    @Test
    void itIsReportedOnceIfThereAreOtherHandlers() {
        String other = "\n    @Subscribe\n    void on(String event) {}\n";

        Javac.Result result = javac().compile(Map.of("com/acme/Shop.java", LOCAL.formatted(other)));

        assertThat(result.messages()).singleElement().asString().contains("[EB056]");
    }

    @Test
    void eclipseKnowsBothProcessors() throws java.io.IOException {
        Path source = directory.resolve("Plain.java");
        java.nio.file.Files.writeString(source, PLAIN.get("com/acme/Plain.java"));

        Eclipse.Result result = new Eclipse(directory)
                .options(List.of("-Aeventbus.warnings=warn"))
                .compile(List.of(source));

        assertThat(result.success()).as(result.said()).isTrue();
        assertThat(result.said()).doesNotContain("eventbus");
    }

    private Javac javac() {
        return new Javac(directory.resolve("classes"))
                .classPath(Javac.api())
                .processorPath(System.getProperty("java.class.path"));
    }
}
