package dev.eventbus.spi;

/**
 * Makes text from outside fit for a log line or message: control characters are escaped, so that nobody forges a line,
 * and long text is cut.
 */
public final class Printable {

    private static final int MAX_LENGTH = 200;

    private Printable() {}

    /**
     * Makes a text safe to print.
     *
     * @param text any text
     * @return the text, escaped and at most some 200 characters long
     */
    public static String of(String text) {
        StringBuilder safe = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
        for (int i = 0; i < text.length(); i++) {
            if (safe.length() >= MAX_LENGTH) {
                return safe.append("...").toString();
            }
            char c = text.charAt(i);
            // Besides controls, the separators and direction marks that some viewers take for a new line or obey.
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
