package dev.eventbus.spi;

import dev.eventbus.internal.SyntaxProblem;
import dev.eventbus.internal.TopicName;
import java.util.List;

/**
 * A pattern for topics. Segments are separated by dots; {@code *} is exactly one segment, or inside a segment any run
 * of characters, possibly empty; {@code **} is any number of segments, possibly none; a pattern that is just {@code *}
 * matches everything.
 *
 * <p>Threading: immutable.
 *
 * <p>Memory: the text and a number; a match allocates nothing.
 *
 * <p>Cost of a match: the text before the first wildcard rules out most topics that do not match; in the worst case the
 * cost is the length of the topic times the length of the pattern. Segments, and characters inside one, are matched
 * greedily, going back only to the last wildcard, so no pattern is exponential.
 */
public final class TopicPattern {

    /** Matches every topic; the meaning of an empty pattern. */
    public static final TopicPattern EVERYTHING = new TopicPattern("");

    private static final String ANY_SEGMENTS = "**";

    private final String text;
    // Where the first wildcard stands; -1 if there is none.
    private final int wildcard;

    private TopicPattern(String text) {
        this.text = text;
        this.wildcard = text.indexOf('*');
    }

    /**
     * Parses a pattern.
     *
     * @param text the pattern; empty for every topic
     * @return the pattern
     * @throws IllegalArgumentException if the pattern is malformed; the message shows where
     */
    public static TopicPattern parse(String text) {
        if (text.isEmpty()) {
            return EVERYTHING;
        }
        SyntaxProblem problem = TopicName.patternProblem(text);
        if (problem != null) {
            throw problem.toException("topic pattern", text);
        }
        return new TopicPattern(text);
    }

    /**
     * Tests whether a topic matches.
     *
     * @param topic a well-formed topic
     * @return true if the pattern matches it
     */
    public boolean matches(String topic) {
        if (matchesEverything()) {
            return true;
        }
        if (wildcard < 0) {
            return text.equals(topic);
        }
        // "order.**" matches "order" too: the dot before a leading ** need not be there.
        int literal = wildcard > 0 && isAnySegments(wildcard) ? wildcard - 1 : wildcard;
        return topic.regionMatches(0, text, 0, literal) && matchesFrom(text.lastIndexOf('.', literal - 1) + 1, topic);
    }

    /**
     * Matches what begins at the same position in both, where a segment begins; a position behind the end is that of no
     * segment.
     */
    private boolean matchesFrom(int start, String topic) {
        int p = start;
        int t = start;
        int afterAnySegments = -1;
        int resumeAt = 0;
        while (t <= topic.length()) {
            if (p <= text.length()) {
                if (isAnySegments(p)) {
                    p += ANY_SEGMENTS.length() + 1;
                    if (p > text.length()) {
                        return true;
                    }
                    afterAnySegments = p;
                    resumeAt = t;
                    continue;
                }
                int patternEnd = segmentEnd(text, p);
                int topicEnd = segmentEnd(topic, t);
                if (segmentMatches(p, patternEnd, topic, t, topicEnd)) {
                    p = patternEnd + 1;
                    t = topicEnd + 1;
                    continue;
                }
            }
            if (afterAnySegments < 0) {
                return false;
            }
            // Let the last ** take one segment more; what came before it need not be tried again.
            resumeAt = segmentEnd(topic, resumeAt) + 1;
            p = afterAnySegments;
            t = resumeAt;
        }
        while (p <= text.length() && isAnySegments(p)) {
            p += ANY_SEGMENTS.length() + 1;
        }
        return p > text.length();
    }

    private boolean segmentMatches(int patternStart, int patternEnd, String topic, int topicStart, int topicEnd) {
        int p = patternStart;
        int t = topicStart;
        int afterWildcard = -1;
        int resumeAt = 0;
        while (t < topicEnd) {
            if (p < patternEnd && text.charAt(p) == '*') {
                p++;
                afterWildcard = p;
                resumeAt = t;
            } else if (p < patternEnd && text.charAt(p) == topic.charAt(t)) {
                p++;
                t++;
            } else if (afterWildcard >= 0) {
                resumeAt++;
                p = afterWildcard;
                t = resumeAt;
            } else {
                return false;
            }
        }
        while (p < patternEnd && text.charAt(p) == '*') {
            p++;
        }
        return p == patternEnd;
    }

    /** Whether the segment that begins at a place is {@code **}, which is never a part of one. */
    private boolean isAnySegments(int start) {
        return text.startsWith(ANY_SEGMENTS, start);
    }

    private static int segmentEnd(String name, int start) {
        int dot = name.indexOf('.', start);
        return dot < 0 ? name.length() : dot;
    }

    /**
     * {@return whether the pattern has no wildcard, so that it matches only the topic that reads the same; an empty
     * pattern is a wildcard}
     */
    public boolean isLiteral() {
        return wildcard < 0 && !text.isEmpty();
    }

    /**
     * {@return whether the pattern is written as one for every topic: empty, {@code *} or {@code **}; false for others
     * that match every topic too, such as {@code **.**}}
     */
    public boolean matchesEverything() {
        return text.isEmpty() || (wildcard == 0 && (text.length() == 1 || text.equals(ANY_SEGMENTS)));
    }

    /**
     * {@return the segments between the dots in order, as a new unmodifiable list; a single {@code **} for a pattern
     * that {@link #matchesEverything}}
     */
    public List<String> segments() {
        return matchesEverything() ? List.of(ANY_SEGMENTS) : List.of(split(text));
    }

    private static String[] split(String name) {
        int count = 1;
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '.') {
                count++;
            }
        }
        String[] segments = new String[count];
        int start = 0;
        for (int i = 0; i < count; i++) {
            int dot = name.indexOf('.', start);
            int end = dot < 0 ? name.length() : dot;
            segments[i] = name.substring(start, end);
            start = end + 1;
        }
        return segments;
    }

    /** The pattern as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
