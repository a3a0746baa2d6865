package dev.eventbus.processor.generation;

/** Converts source text to ASCII, which has the same meaning in every encoding. */
final class Ascii {

    private static final int FIRST_OTHER = 0x80;

    private Ascii() {}

    /**
     * Replaces each character beyond ASCII with a Unicode escape, which Java allows in literals, names and comments. A
     * backslash begins an escape only after an even number of other backslashes. This is always the case here:
     * backslashes in literals come in pairs, and nothing else contains any.
     */
    static String escaped(String source) {
        if (source.chars().allMatch(character -> character < FIRST_OTHER)) {
            return source;
        }
        StringBuilder escaped = new StringBuilder(source.length() + 64);
        for (int at = 0; at < source.length(); at++) {
            char character = source.charAt(at);
            if (character < FIRST_OTHER) {
                escaped.append(character);
            } else {
                escaped.append("\\u%04x".formatted((int) character));
            }
        }
        return escaped.toString();
    }
}
