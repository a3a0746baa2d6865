package dev.eventbus.spi;

import org.jspecify.annotations.Nullable;

/**
 * The grammar of topics: segments between dots, none of them empty, without white space, control characters or wildcards,
 * at most {@value #MAX_LENGTH} characters in all. The processor asks it about declared topics, the runtime about those that
 * something is published on, so that both say the same.
 */
public final class TopicName {

    /** The most characters of a topic or pattern. */
    public static final int MAX_LENGTH = 255;

    private TopicName() {}

    /**
     * Looks for the first mistake in a topic.
     *
     * @param topic the topic
     * @return the mistake; null if there is none
     */
    public static @Nullable NameFault fault(String topic) {
        NameFault fault = syntaxFault(topic);
        int wildcard = topic.indexOf('*');
        if (wildcard >= 0 && (fault == null || fault.position() > wildcard)) {
            return new NameFault(wildcard + 1, "a topic has no wildcards, which are for patterns");
        }
        return fault;
    }

    /**
     * Checks a topic.
     *
     * @param topic the topic
     * @throws IllegalArgumentException if there is a mistake in it; the message shows the place
     */
    public static void check(String topic) {
        NameFault fault = fault(topic);
        if (fault != null) {
            throw fault.in("topic", topic);
        }
    }

    /** What topics and patterns have in common. */
    static @Nullable NameFault syntaxFault(String name) {
        if (name.isEmpty()) {
            return new NameFault(1, "it is empty");
        }
        if (name.length() > MAX_LENGTH) {
            return new NameFault(MAX_LENGTH + 1, "it is longer than " + MAX_LENGTH + " characters");
        }
        boolean segmentEmpty = true;
        for (int index = 0; index < name.length(); index++) {
            char character = name.charAt(index);
            if (character == '.') {
                if (segmentEmpty) {
                    return new NameFault(index + 1, "there is an empty segment");
                }
                segmentEmpty = true;
            } else if (Character.isISOControl(character)) {
                return new NameFault(index + 1, "there is a control character");
            } else if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
                return new NameFault(index + 1, "there is white space");
            } else {
                segmentEmpty = false;
            }
        }
        return segmentEmpty ? new NameFault(name.length() + 1, "there is an empty segment") : null;
    }
}
