package dev.eventbus.sample.console;

import java.time.Duration;
import java.util.Locale;

/** Values as people read them, the same in every country. */
public final class Text {

    private static final int MAX_LENGTH = 200;

    private Text() {}

    /** A count with thousands separators. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A count and what is counted, which gets an s unless it is one. */
    public static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** An amount of money. */
    public static String euros(long cents) {
        return String.format(Locale.ROOT, "%,d.%02d EUR", cents / 100, cents % 100);
    }

    /** A duration in whole milliseconds. */
    public static String millis(Duration duration) {
        return duration.isZero() || duration.toMillis() > 0 ? count(duration.toMillis()) : "<1";
    }

    /** A duration in seconds. */
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%,.1f s", duration.toMillis() / 1000.0);
    }

    /** Text from outside, safe to print: control characters escaped, and truncated. */
    public static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(MAX_LENGTH).forEach(c -> {
            if (isHarmless(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
        });
        return text.codePointCount(0, text.length()) > MAX_LENGTH ? shown + "..." : shown.toString();
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
