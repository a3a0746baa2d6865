package dev.eventbus.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicPatternTest {

    @ParameterizedTest
    @CsvSource({
        "user.*,        user.created,           true",
        "user.*,        user,                   false",
        "user.*,        user.created.again,     false",
        "*.error,       db.error,               true",
        "*.error,       error,                  false",
        "*,             anything.at.all,        true",
        "**,            anything.at.all,        true",
        "user-*,        user-7,                 true",
        "user-*,        user-,                  true",
        "user-*,        user-7.created,         false",
        "a*c*e.x,       abcde.x,                true",
        "a*c*e.x,       abcd.x,                 false",
        "order.**,      order,                  true",
        "order.**,      order.item.added,       true",
        "**.error,      error,                  true",
        "**.error,      a.b.error,              true",
        "a.**.z,        a.z,                    true",
        "a.**.z,        a.b.c.z,                true",
        "a.**.z,        a.b.c,                  false",
        "a.**.b.**.c,   a.b.b.c,                true",
        "*.*,           a.b,                    true",
        "*.*,           a,                      false",
        "order.created, order.created,          true",
        "order.created, order.createdX,         false",
        "'',            order.created,          true"
    })
    void patternsMatch(String pattern, String topic, boolean matches) {
        assertThat(TopicPattern.parse(pattern).matches(topic)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "a.", ".a", "a..b", "a b", "a\tb", "a.b**", "***", "x**y.z", "a\u0000b"})
    void malformedPatternsAreRefused(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicPattern.parse(pattern))
                .withMessageContaining("To fix it");
    }

    @Test
    void agreesWithASlowAndObviousMatcher() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            String pattern = randomName(random, new String[] {"a", "b", "*", "**", "a*", "*b", "a*b", "*a*"});
            String topic = randomName(random, new String[] {"a", "b", "ab", "ba", "aab", "c"});
            assertThat(TopicPattern.parse(pattern).matches(topic))
                    .as("%s against %s, -Dseed=%d", pattern, topic, seed)
                    .isEqualTo(pattern.equals("*") || obviousMatch(pattern.split("\\."), 0, topic.split("\\."), 0));
        }
    }

    private static String randomName(Random random, String[] segments) {
        StringBuilder name = new StringBuilder(segments[random.nextInt(segments.length)]);
        for (int i = random.nextInt(5); i > 0; i--) {
            name.append('.').append(segments[random.nextInt(segments.length)]);
        }
        return name.toString();
    }

    private static boolean obviousMatch(String[] pattern, int p, String[] topic, int t) {
        if (p == pattern.length) {
            return t == topic.length;
        }
        if (pattern[p].equals("**")) {
            return obviousMatch(pattern, p + 1, topic, t)
                    || (t < topic.length && obviousMatch(pattern, p, topic, t + 1));
        }
        return t < topic.length
                && topic[t].matches(pattern[p].replace("*", ".*"))
                && obviousMatch(pattern, p + 1, topic, t + 1);
    }

    /** A matcher that tries every way to place the wildcards would not come to an end here. */
    @Test
    void manyWildcardsStayLinear() {
        String topic = "a.".repeat(63) + "b";
        assertThat(TopicPattern.parse("**.".repeat(60) + "c").matches(topic)).isFalse();
        assertThat(TopicPattern.parse("a*".repeat(100) + "c").matches("a".repeat(250)))
                .isFalse();
        assertThat(TopicPattern.parse("**.**.**.a.b").matches(topic)).isTrue();
    }

    @Test
    void printableTextCannotForgeALine() {
        assertThat(LogText.sanitize("a\nb\u001b[31m\u2028\u202e")).isEqualTo("a\\u000ab\\u001b[31m\\u2028\\u202e");
        assertThat(LogText.sanitize("x".repeat(1_000))).hasSizeLessThan(210).endsWith("...");
    }
}
