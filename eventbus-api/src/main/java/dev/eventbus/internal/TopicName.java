package dev.eventbus.internal;

import org.jspecify.annotations.Nullable;

/**
 * The grammar of topics and topic patterns: non-empty segments separated by dots, without white space or control
 * characters, at most {@value #MAX_LENGTH} characters in all. Only patterns have wildcards. The processor checks
 * declared topics with it, the runtime those that something is published on.
 */
public final class TopicName {

    /** The maximum length of a topic or pattern in characters. */
    public static final int MAX_LENGTH = 255;

    private static final String ANY_SEGMENTS = "**";

    private TopicName() {}

    /**
     * Finds the first syntax error in a topic.
     *
     * @param topic the topic
     * @return the problem; null if the topic is well-formed
     */
    public static @Nullable SyntaxProblem problem(String topic) {
        SyntaxProblem problem = commonProblem(topic);
        int wildcard = topic.indexOf('*');
        if (wildcard >= 0 && (problem == null || problem.position() > wildcard)) {
            return new SyntaxProblem(wildcard + 1, "a topic has no wildcards, which are for patterns");
        }
        return problem;
    }

    /**
     * Finds the first syntax error in a topic pattern.
     *
     * @param pattern the pattern; empty for every topic
     * @return the problem; null if the pattern is well-formed
     */
    public static @Nullable SyntaxProblem patternProblem(String pattern) {
        if (pattern.isEmpty()) {
            return null;
        }
        SyntaxProblem problem = commonProblem(pattern);
        int start = 0;
        while (start < pattern.length()) {
            int dot = pattern.indexOf('.', start);
            int end = dot < 0 ? pattern.length() : dot;
            int doubled = pattern.indexOf(ANY_SEGMENTS, start);
            boolean isPart = doubled >= 0 && doubled < end && end - start > ANY_SEGMENTS.length();
            if (isPart && (problem == null || problem.position() > doubled)) {
                return new SyntaxProblem(doubled + 1, "** stands for whole segments and cannot be a part of one");
            }
            start = end + 1;
        }
        return problem;
    }

    /**
     * Checks a topic.
     *
     * @param topic the topic
     * @throws IllegalArgumentException if the topic is malformed; the message shows where
     */
    public static void check(String topic) {
        SyntaxProblem problem = problem(topic);
        if (problem != null) {
            throw problem.toException("topic", topic);
        }
    }

    /** What topics and patterns have in common. */
    private static @Nullable SyntaxProblem commonProblem(String name) {
        if (name.isEmpty()) {
            return new SyntaxProblem(1, "it is empty");
        }
        if (name.length() > MAX_LENGTH) {
            return new SyntaxProblem(MAX_LENGTH + 1, "it is longer than " + MAX_LENGTH + " characters");
        }
        boolean segmentEmpty = true;
        for (int index = 0; index < name.length(); index++) {
            char character = name.charAt(index);
            if (character == '.') {
                if (segmentEmpty) {
                    return new SyntaxProblem(index + 1, "there is an empty segment");
                }
                segmentEmpty = true;
            } else if (Character.isISOControl(character)) {
                return new SyntaxProblem(index + 1, "there is a control character");
            } else if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
                return new SyntaxProblem(index + 1, "there is white space");
            } else {
                segmentEmpty = false;
            }
        }
        return segmentEmpty ? new SyntaxProblem(name.length() + 1, "there is an empty segment") : null;
    }
}
