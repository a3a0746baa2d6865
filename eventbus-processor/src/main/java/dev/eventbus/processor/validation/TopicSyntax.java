package dev.eventbus.processor.validation;

import org.jspecify.annotations.Nullable;

/** The grammar of topics and topic patterns. */
final class TopicSyntax {

    private static final int LONGEST = 255;

    private TopicSyntax() {}

    /**
     * What is wrong with a topic.
     *
     * @param position the place, counted from 1
     * @param reason what is wrong there
     */
    record Fault(int position, String reason) {}

    static @Nullable Fault ofTopic(String topic) {
        int wildcard = topic.indexOf('*');
        Fault fault = ofPattern(topic);
        if (wildcard >= 0 && (fault == null || fault.position() > wildcard)) {
            return new Fault(wildcard + 1, "a topic has no wildcards");
        }
        return fault;
    }

    static @Nullable Fault ofPattern(String pattern) {
        if (pattern.isEmpty()) {
            return new Fault(1, "it is empty");
        }
        if (pattern.length() > LONGEST) {
            return new Fault(LONGEST + 1, "it is longer than " + LONGEST + " characters");
        }
        int start = 0;
        for (int at = 0; at <= pattern.length(); at++) {
            if (at == pattern.length() || pattern.charAt(at) == '.') {
                if (at == start) {
                    return new Fault(at + 1, "there is an empty segment");
                }
                int doubled = pattern.substring(start, at).indexOf("**");
                if (doubled >= 0 && at - start > 2) {
                    return new Fault(start + doubled + 1, "** stands for whole segments and cannot be a part of one");
                }
                start = at + 1;
            } else if (Character.isWhitespace(pattern.charAt(at)) || Character.isSpaceChar(pattern.charAt(at))) {
                return new Fault(at + 1, "there is white space");
            } else if (Character.isISOControl(pattern.charAt(at))) {
                return new Fault(at + 1, "there is a control character");
            }
        }
        return null;
    }
}
