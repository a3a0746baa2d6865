package dev.eventbus.spi;

import dev.eventbus.internal.EscapedText;

/** Makes text from outside safe for log lines and messages. */
public final class LogText {

    private LogText() {}

    /**
     * Escapes control characters, line separators, direction marks and surrogates, so that no text can forge a log
     * line, and cuts long text.
     *
     * @param text any text
     * @return the sanitized text, about 200 characters long at most
     */
    public static String sanitize(String text) {
        return EscapedText.of(text);
    }
}
