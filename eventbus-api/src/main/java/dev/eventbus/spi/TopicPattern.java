package dev.eventbus.spi;

import org.jspecify.annotations.Nullable;

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
    // Null for a pattern without wildcards, which needs none.
    private final String @Nullable [] segments;

    private TopicPattern(String text) {
        this.text = text;
        this.segments = segments(text);
    }

    private static String @Nullable [] segments(String text) {
        if (text.isEmpty() || text.equals("*")) {
            return new String[] {ANY_SEGMENTS};
        }
        return text.indexOf('*') < 0 ? null : split(text);
    }

    /**
     * Looks for the first mistake in a pattern.
     *
     * @param text the pattern
     * @return the mistake; null if there is none
     */
    public static @Nullable NameFault fault(String text) {
        if (text.isEmpty()) {
            return null;
        }
        NameFault fault = TopicName.syntaxFault(text);
        int start = 0;
        for (String segment : split(text)) {
            int doubled = segment.indexOf(ANY_SEGMENTS);
            if (doubled >= 0 && segment.length() > 2 && (fault == null || fault.position() > start + doubled)) {
                return new NameFault(start + doubled + 1, "** stands for whole segments and cannot be a part of one");
            }
            start += segment.length() + 1;
        }
        return fault;
    }

    /**
     * Reads a pattern.
     *
     * @param text the pattern; empty for every topic
     * @return the pattern
     * @throws IllegalArgumentException if there is a mistake in it; the message shows the place
     */
    public static TopicPattern parse(String text) {
        if (text.isEmpty()) {
            return EVERYTHING;
        }
        NameFault fault = fault(text);
        if (fault != null) {
            throw fault.in("topic pattern", text);
        }
        return new TopicPattern(text);
    }

    /**
     * Whether a topic matches.
     *
     * @param topic a topic that has been {@linkplain TopicName#check checked}
     * @return true if the pattern matches it
     */
    public boolean matches(String topic) {
        if (segments == null) {
            return text.equals(topic);
        }
        if (segments.length == 1 && segments[0].equals(ANY_SEGMENTS)) {
            return true;
        }
        return matches(segments, split(topic));
    }

    private static boolean matches(String[] segments, String[] topic) {
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

    /**
     * Whether it has no wildcards.
     *
     * @return true if it matches one topic
     */
    public boolean isLiteral() {
        return segments == null;
    }

    /** The pattern as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
