package dev.eventbus.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.internal.TopicName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random patterns and topics, and hostile ones, against a matcher that is slow and obvious. */
class TopicPatternPropertyTest {

    private static final int PAIRS = 200_000;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void agreesWithTheObviousMatcher() {
        int matching = 0;
        for (int i = 0; i < PAIRS; i++) {
            String topic = topic();
            String pattern = random.nextBoolean() ? pattern() : patternLike(topic);
            boolean expected = obviousMatch(pattern, topic);
            assertThat(TopicPattern.parse(pattern).matches(topic))
                    .as("%s against %s, -Dseed=%d", pattern, topic, seed)
                    .isEqualTo(expected);
            matching += expected ? 1 : 0;
        }
        // A test of refusals alone would prove little.
        assertThat(matching).as("-Dseed=%d", seed).isBetween(PAIRS / 10, PAIRS * 9 / 10);
    }

    @Test
    void whatAMatcherAsksIsTrue() {
        for (int i = 0; i < PAIRS / 10; i++) {
            String text = random.nextInt(20) == 0 ? List.of("", "*", "**").get(random.nextInt(3)) : pattern();
            TopicPattern pattern = TopicPattern.parse(text);
            boolean everything = List.of("", "*", "**").contains(text);
            assertThat(pattern.matchesEverything())
                    .as("%s, -Dseed=%d", text, seed)
                    .isEqualTo(everything);
            assertThat(pattern.isLiteral())
                    .as("%s, -Dseed=%d", text, seed)
                    .isEqualTo(!text.isEmpty() && !text.contains("*"));
            assertThat(pattern.segments())
                    .as("%s, -Dseed=%d", text, seed)
                    .isEqualTo(everything ? List.of("**") : segments(text));
        }
    }

    /** A matcher that tries every way to place the wildcards would not come to an end here. */
    @Test
    void hostilePatternsComeToAnEnd() {
        String manySegments = "a.".repeat(63) + "b";
        assertThat(matches("**.".repeat(63) + "**", manySegments)).isTrue();
        assertThat(matches("**.".repeat(63) + "b", manySegments)).isTrue();
        assertThat(matches("**.".repeat(63) + "c", manySegments)).isFalse();
        assertThat(matches("**.**.**.a", manySegments)).isFalse();
        assertThat(matches("**.*.".repeat(50) + "b", manySegments)).isTrue();
        assertThat(matches("**.*.".repeat(50) + "c", manySegments)).isFalse();
        assertThat(matches("**.a.".repeat(50) + "c", manySegments)).isFalse();

        String manyCharacters = "a".repeat(TopicName.MAX_LENGTH);
        assertThat(matches("*a".repeat(127), manyCharacters)).isTrue();
        assertThat(matches("*a".repeat(127) + "*", manyCharacters)).isTrue();
        assertThat(matches("*a".repeat(127) + "b", manyCharacters)).isFalse();
        assertThat(matches("a*".repeat(127) + "b", manyCharacters)).isFalse();
        assertThat(matches("*aa".repeat(85), manyCharacters)).isTrue();

        String both = "aaa.".repeat(63) + "aab";
        assertThat(matches("**.*a*a*.".repeat(28) + "*c", both)).isFalse();
        assertThat(matches("**.*a*a*.".repeat(28) + "*b", both)).isTrue();
    }

    private static boolean matches(String pattern, String topic) {
        return TopicPattern.parse(pattern).matches(topic);
    }

    private String topic() {
        return name(new String[] {"a", "b", "ab", "ba", "aab", "c"});
    }

    private String pattern() {
        return name(new String[] {"a", "b", "ab", "*", "**", "a*", "*b", "a*b", "*a*", "*a*b"});
    }

    private String name(String[] segments) {
        StringBuilder name = new StringBuilder(segments[random.nextInt(segments.length)]);
        for (int i = random.nextInt(6); i > 0; i--) {
            name.append('.').append(segments[random.nextInt(segments.length)]);
        }
        return name.toString();
    }

    /** Made out of a topic, so that it often matches, but not if the last change spoils it. */
    private String patternLike(String topic) {
        List<String> segments = new ArrayList<>(segments(topic));
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            int place = random.nextInt(segment.length() + 1);
            switch (random.nextInt(6)) {
                case 0 -> segments.set(i, "*");
                case 1 -> segments.set(i, "**");
                case 2 -> segments.set(i, place < 1 ? "*" + segment : segment.substring(0, place) + "*");
                case 3 -> segments.add(i++, "**");
                default -> {}
            }
        }
        if (random.nextInt(4) == 0) {
            segments.remove(random.nextInt(segments.size()));
        }
        return segments.isEmpty() ? "**" : String.join(".", segments);
    }

    private static List<String> segments(String name) {
        return List.of(name.split("\\.", -1));
    }

    private static boolean obviousMatch(String pattern, String topic) {
        return pattern.equals("*") || obviousMatch(segments(pattern), segments(topic));
    }

    private static boolean obviousMatch(List<String> pattern, List<String> topic) {
        if (pattern.isEmpty()) {
            return topic.isEmpty();
        }
        List<String> rest = pattern.subList(1, pattern.size());
        if (pattern.get(0).equals("**")) {
            return obviousMatch(rest, topic)
                    || (!topic.isEmpty() && obviousMatch(pattern, topic.subList(1, topic.size())));
        }
        return !topic.isEmpty()
                && obviousSegmentMatch(pattern.get(0), topic.get(0))
                && obviousMatch(rest, topic.subList(1, topic.size()));
    }

    private static boolean obviousSegmentMatch(String pattern, String segment) {
        if (pattern.isEmpty()) {
            return segment.isEmpty();
        }
        if (pattern.charAt(0) == '*') {
            return obviousSegmentMatch(pattern.substring(1), segment)
                    || (!segment.isEmpty() && obviousSegmentMatch(pattern, segment.substring(1)));
        }
        return !segment.isEmpty()
                && pattern.charAt(0) == segment.charAt(0)
                && obviousSegmentMatch(pattern.substring(1), segment.substring(1));
    }
}
