package dev.eventbus.internal;

/**
 * Text made safe for log lines and messages: control characters are escaped, so that no text can forge a line, and long
 * text is cut.
 */
public final class EscapedText {

    private static final int MAX_LENGTH = 200;

    private EscapedText() {}

    /**
     * Escapes and shortens a text.
     *
     * @param text any text
     * @return the escaped text, about 200 characters long at most
     */
    public static String of(String text) {
        StringBuilder safe = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
        for (int i = 0; i < text.length(); i++) {
            if (safe.length() >= MAX_LENGTH) {
                return safe.append("...").toString();
            }
            char c = text.charAt(i);
            // Besides control characters: separators and direction marks, which some viewers treat as a line break or
            // obey.
            boolean unsafe = Character.isISOControl(c)
                    || c == '\u2028'
                    || c == '\u2029'
                    || Character.getType(c) == Character.FORMAT
                    || Character.isSurrogate(c);
            if (unsafe) {
                safe.append(String.format("\\u%04x", (int) c));
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }
}
