package dev.eventbus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eventbus.spi.LogText;
import dev.eventbus.spi.TopicPattern;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Names of odd characters: whatever they are, they are read or refused with a message that is fit to print. */
class TopicFuzzTest {

    private static final int NAMES = 50_000;

    private static final String[] ODD = {
        "a",
        "b",
        "é",
        "-",
        "_",
        "$",
        "/",
        ".",
        ".",
        "..",
        "*",
        "**",
        "a*",
        " ",
        "\t",
        "\n",
        "\r",
        "\u0000",
        "\u001b[31m",
        "\u007f",
        "\u0085",
        "\u009b",
        "\u00a0",
        "\u2007",
        "\u2028",
        "\u2029",
        "\u3000",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\uffff",
        "\ud83d",
        "\ude00",
        "\ud83d\ude00",
        "\ud835\udd38",
        "\"",
        "\\",
        "%s",
        "{0}"
    };
    private static final String[] PLAIN = {"a", "b", "-", ".", "é", "\ud83d\ude00", "\ud83d", "x.y", "\\", "%n"};

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void topicsAreReadOrRefused() {
        int valid = 0;
        for (int i = 0; i < NAMES; i++) {
            String topic = name();
            SyntaxProblem problem = TopicName.problem(topic);
            assertThat(problem == null).as(in(topic)).isEqualTo(isObviouslyATopic(topic));
            verify(topic, problem, () -> TopicName.check(topic));
            if (problem == null) {
                valid++;
                TopicPattern pattern = TopicPattern.parse(topic);
                assertThat(pattern.isLiteral()).as(in(topic)).isTrue();
                assertThat(pattern.matches(topic)).as(in(topic)).isTrue();
                assertThat(pattern.matches(topic + "x")).as(in(topic)).isFalse();
                assertThat(pattern.matches(topic + ".x")).as(in(topic)).isFalse();
                assertThat(pattern.matches(topic.substring(1))).as(in(topic)).isFalse();
                assertThat(pattern.matches(topic.substring(0, topic.length() - 1)))
                        .as(in(topic))
                        .isFalse();
            }
        }
        assertThat(valid).as("-Dseed=%d", seed).isBetween(NAMES / 50, NAMES * 9 / 10);
    }

    @Test
    void patternsAreReadOrRefused() {
        int valid = 0;
        for (int i = 0; i < NAMES; i++) {
            String text = name();
            SyntaxProblem problem = TopicName.patternProblem(text);
            assertThat(problem == null).as(in(text)).isEqualTo(isObviouslyAPattern(text));
            verify(text, problem, () -> TopicPattern.parse(text));
            if (problem == null) {
                valid++;
                assertThat(TopicPattern.parse(text)).as(in(text)).hasToString(text);
                assertThatCode(() -> TopicPattern.parse(text).matches("a.b"))
                        .as(in(text))
                        .doesNotThrowAnyException();
            } else {
                assertThat(TopicName.problem(text))
                        .as("no pattern, thus no topic: %s", in(text))
                        .isNotNull();
            }
        }
        assertThat(valid).as("-Dseed=%d", seed).isBetween(NAMES / 50, NAMES * 9 / 10);
    }

    private static boolean isObviouslyATopic(String name) {
        return !name.contains("*") && isObviouslyAPattern(name) && !name.isEmpty();
    }

    private static boolean isObviouslyAPattern(String name) {
        if (name.isEmpty()) {
            return true;
        }
        boolean fine = name.length() <= 255
                && name.chars()
                        .noneMatch(c ->
                                Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c));
        for (String segment : name.split("\\.", -1)) {
            fine &= !segment.isEmpty() && (segment.equals("**") || !segment.contains("**"));
        }
        return fine;
    }

    private void verify(String name, @Nullable SyntaxProblem problem, ThrowingCallable read) {
        if (problem == null) {
            assertThatCode(read).as(in(name)).doesNotThrowAnyException();
            return;
        }
        assertThat(problem.position()).as(in(name)).isBetween(1, name.length() + 1);
        assertThat(problem.reason()).as(in(name)).isNotBlank();
        assertThatIllegalArgumentException()
                .as(in(name))
                .isThrownBy(read)
                .withMessageContaining("at character " + problem.position() + ": " + problem.reason())
                .satisfies(
                        thrown -> assertThat(thrown.getMessage()).as(in(name)).matches(TopicFuzzTest::isPrintable));
    }

    /** One line in every viewer, that no character turns round; whole characters only. */
    private static boolean isPrintable(String message) {
        return message.length() < 500
                && message.codePoints()
                        .noneMatch(c -> Character.isISOControl(c)
                                || c == '\u2028'
                                || c == '\u2029'
                                || Character.getType(c) == Character.FORMAT
                                || Character.getType(c) == Character.SURROGATE);
    }

    private String name() {
        String[] parts = random.nextBoolean() ? ODD : PLAIN;
        int length = random.nextInt(8) == 0 ? 200 + random.nextInt(100) : random.nextInt(7);
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < length; i++) {
            String part = parts[random.nextInt(parts.length)];
            // Mostly not two dots in a row, which would leave no long name that is valid.
            boolean doubled = part.startsWith(".") && (name.isEmpty() || name.charAt(name.length() - 1) == '.');
            name.append(doubled && random.nextInt(50) != 0 ? "a" : part);
        }
        return name.toString();
    }

    private String in(String name) {
        return LogText.sanitize(name) + " (" + name.length() + " characters), -Dseed=" + seed;
    }
}
