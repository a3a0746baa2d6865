package dev.eventbus.runtime.topic;

/** The rules for the name of a topic: segments between dots, none of them empty, no wildcard, at most 255 characters. */
public final class TopicName {

    /** The most characters of a topic or pattern. */
    public static final int MAX_LENGTH = 255;

    private TopicName() {}

    /**
     * Checks a topic that something is published on.
     *
     * @throws IllegalArgumentException if it is malformed; the message shows the place
     */
    public static void check(String topic) {
        checkCharacters(topic, "topic");
        int wildcard = topic.indexOf('*');
        if (wildcard >= 0) {
            throw malformed("topic", topic, "has a wildcard at index " + wildcard + "; wildcards are for patterns");
        }
    }

    /** What topics and patterns have in common. */
    static void checkCharacters(String name, String what) {
        if (name.isEmpty()) {
            throw malformed(what, name, "is empty");
        }
        if (name.length() > MAX_LENGTH) {
            throw malformed(what, name, "has " + name.length() + " characters, at most " + MAX_LENGTH + " are allowed");
        }
        boolean segmentEmpty = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                if (segmentEmpty) {
                    throw malformed(what, name, "has an empty segment at index " + i);
                }
                segmentEmpty = true;
            } else if (Character.isWhitespace(c) || Character.isISOControl(c)) {
                throw malformed(what, name, "has a blank or control character at index " + i);
            } else {
                segmentEmpty = false;
            }
        }
        if (segmentEmpty) {
            throw malformed(what, name, "has an empty segment at its end");
        }
    }

    static IllegalArgumentException malformed(String what, String name, String problem) {
        return new IllegalArgumentException("The " + what + " \"" + Printable.of(name) + "\" " + problem
                + ". To fix it, write segments separated by single dots, like order.created.");
    }
}
