package dev.eventbus.runtime.topic;

/**
 * A pattern for topics. Segments are separated by dots; {@code *} is exactly one segment, or inside a segment any run of
 * characters; {@code **} is any number of segments, none included; a pattern that is just {@code *} matches everything.
 *
 * <p>Cost of a match: segments of the topic times segments of the pattern at worst, and characters likewise inside one
 * segment. Both levels are the greedy wildcard match that goes back only to the last wildcard, so that no pattern is
 * exponential.
 */
public final class TopicPattern {

    /** Matches every topic; what an empty pattern means. */
    public static final TopicPattern EVERYTHING = new TopicPattern("");

    private static final String ANY_SEGMENTS = "**";

    private final String text;
    private final String[] segments;

    private TopicPattern(String text) {
        this.text = text;
        this.segments = text.isEmpty() || text.equals("*") ? new String[] {ANY_SEGMENTS} : split(text);
    }

    /**
     * Reads a pattern.
     *
     * @param text the pattern; empty for every topic
     * @throws IllegalArgumentException if it is malformed; the message shows the place
     */
    public static TopicPattern parse(String text) {
        if (text.isEmpty()) {
            return EVERYTHING;
        }
        TopicName.checkCharacters(text, "topic pattern");
        TopicPattern pattern = new TopicPattern(text);
        for (String segment : pattern.segments) {
            if (segment.contains(ANY_SEGMENTS) && !segment.equals(ANY_SEGMENTS)) {
                throw TopicName.malformed(
                        "topic pattern",
                        text,
                        "has ** beside other characters in the segment \"" + segment
                                + "\", but ** stands for whole segments");
            }
        }
        return pattern;
    }

    /** Whether a topic matches. The topic has been {@linkplain TopicName#check checked}. */
    public boolean matches(String topic) {
        if (segments.length == 1 && segments[0].equals(ANY_SEGMENTS)) {
            return true;
        }
        return matches(split(topic));
    }

    private boolean matches(String[] topic) {
        int p = 0;
        int t = 0;
        int lastWildcard = -1;
        int resumeAt = 0;
        while (t < topic.length) {
            if (p < segments.length && segments[p].equals(ANY_SEGMENTS)) {
                lastWildcard = p++;
                resumeAt = t;
            } else if (p < segments.length && segmentMatches(segments[p], topic[t])) {
                p++;
                t++;
            } else if (lastWildcard >= 0) {
                // Let the last ** take one segment more; what came before it need not be tried again.
                p = lastWildcard + 1;
                t = ++resumeAt;
            } else {
                return false;
            }
        }
        while (p < segments.length && segments[p].equals(ANY_SEGMENTS)) {
            p++;
        }
        return p == segments.length;
    }

    private static boolean segmentMatches(String pattern, String segment) {
        int p = 0;
        int s = 0;
        int lastWildcard = -1;
        int resumeAt = 0;
        while (s < segment.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                lastWildcard = p++;
                resumeAt = s;
            } else if (p < pattern.length() && pattern.charAt(p) == segment.charAt(s)) {
                p++;
                s++;
            } else if (lastWildcard >= 0) {
                p = lastWildcard + 1;
                s = ++resumeAt;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
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
