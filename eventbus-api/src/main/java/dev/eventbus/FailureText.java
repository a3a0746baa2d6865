package dev.eventbus;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a failure in a {@code toString}, which may end up in a log: its class, and its message unless that quotes
 * the event. Handlers write anything into messages, and the JDK quotes what it cannot parse.
 *
 * <p>A message quotes the event if it contains a word of the event's own {@code toString}; a word of one or two letters
 * or digits counts only if it stands alone. If the event has no {@code toString} of its own, or its {@code toString}
 * throws, nothing can be compared and no message is shown. Limit: a value that the event's {@code toString} hides is
 * not recognized, so handlers must keep such secrets out of their messages.
 */
final class FailureText {

    private static final int MAX_LENGTH = 200;
    private static final int SHORT_WORD = 2;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]+");

    private FailureText() {}

    /**
     * Describes a failure.
     *
     * @param event the event that the handler received; null if unknown
     */
    static String of(Throwable failure, @Nullable Object event) {
        String type = failure.getClass().getName();
        try {
            String message = failure.getMessage();
            if (message == null || message.isBlank() || event == null || quotes(event, message)) {
                return type;
            }
            String line = UNPRINTABLE.matcher(message).replaceAll(" ");
            return type + ": " + (line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "..." : line);
        } catch (Throwable broken) {
            // getMessage and toString are user code.
            return type;
        }
    }

    private static boolean quotes(Object event, String message) {
        String text = String.valueOf(event);
        if (text.startsWith(event.getClass().getName() + "@")) {
            return true;
        }
        String said = message.toLowerCase(Locale.ROOT);
        String saidWords = " " + BETWEEN_WORDS.matcher(said).replaceAll(" ") + " ";
        return BETWEEN_WORDS
                .splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .anyMatch(word ->
                        word.length() > SHORT_WORD ? said.contains(word) : saidWords.contains(" " + word + " "));
    }
}
