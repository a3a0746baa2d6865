package dev.eventbus.internal;

/**
 * The first syntax error in a topic or topic pattern.
 *
 * @param position the position of the offending character, counted from 1; the length plus 1 if something is missing at
 *     the end
 * @param reason what is wrong there: a clause such as {@code there is an empty segment}
 */
public record SyntaxProblem(int position, String reason) {

    /**
     * Creates the exception that reports this problem to the caller.
     *
     * @param kind what the text should have been, such as {@code topic}
     * @param text the malformed text
     * @return an exception whose message is safe to log
     */
    public IllegalArgumentException toException(String kind, String text) {
        return new IllegalArgumentException("The " + kind + " \"" + EscapedText.of(text)
                + "\" is not well-formed at character " + position + ": " + reason
                + ". To fix it, write segments separated by single dots, like order.created.");
    }
}
