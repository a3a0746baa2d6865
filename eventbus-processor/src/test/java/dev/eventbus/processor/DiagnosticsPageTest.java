package dev.eventbus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.processor.diagnostic.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/diagnostics.md} has each problem, and its examples are correct and incorrect as it says. */
class DiagnosticsPageTest {

    private static final Path PAGE = Path.of("../docs/diagnostics.md");
    private static final Pattern HEADING = Pattern.compile("(?m)^## (EB\\d{3}): ");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```java\n(.*?)```");
    private static final String HEAD =
            "package com.acme;\n\nimport dev.eventbus.*;\nimport java.util.*;\nimport java.util.concurrent.*;\n\n";

    @TempDir
    private Path directory;

    @Test
    void hasAHeadingForEachProblem() throws IOException {
        List<String> headings = new ArrayList<>();
        Matcher matcher = HEADING.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            headings.add(matcher.group(1));
        }

        assertThat(headings)
                .isEqualTo(Stream.of(Problem.values()).map(Problem::code).toList());
    }

    static List<Section> sections() throws IOException {
        List<Section> sections = new ArrayList<>();
        for (String text : Files.readString(PAGE).split("(?m)^## ")) {
            Matcher matcher = EXAMPLE.matcher(text);
            if (text.startsWith("EB") && matcher.find()) {
                String incorrect = matcher.group(1);
                assertThat(matcher.find()).as("a corrected example of " + text).isTrue();
                sections.add(new Section(text.substring(0, 5), incorrect, matcher.group(1)));
            }
        }
        return sections;
    }

    @ParameterizedTest
    @MethodSource("sections")
    void theExamplesAreIncorrectAndCorrected(Section section) throws IOException {
        Javac.Result incorrect = compile("incorrect", section.incorrect());
        Javac.Result corrected = compile("corrected", section.corrected());

        assertThat(incorrect.messages())
                .isNotEmpty()
                .allMatch(message -> message.startsWith("ERROR [" + section.code()));
        assertThat(corrected.messages()).isEmpty();
    }

    private Javac.Result compile(String name, String example) throws IOException {
        Matcher shared = EXAMPLE.matcher(Files.readString(PAGE));
        assertThat(shared.find()).isTrue();
        String types = shared.group(1);
        int second = types.indexOf("record");
        return new Javac(directory.resolve(name))
                .classPath(Javac.api())
                .options("-Xlint:-auxiliaryclass", "-Aeventbus.warnings=error")
                .compile(Map.of(
                        "com/acme/Example.java", HEAD + example,
                        "com/acme/OrderEvent.java", HEAD + types.substring(0, second),
                        "com/acme/OrderCreated.java", HEAD + types.substring(second)));
    }

    record Section(String code, String incorrect, String corrected) {
        @Override
        public String toString() {
            return code;
        }
    }
}
