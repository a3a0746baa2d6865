package dev.eventbus.processor.validation;

import java.util.Collection;

/** Suggests an existing name for a misspelled one. */
final class Suggestion {

    private Suggestion() {}

    /**
     * Returns a question to append to a misspelled name.
     *
     * @param existing the existing names
     * @param written the misspelled name
     * @return {@code  (did you mean "x"?)}, or an empty text if no name is similar
     */
    static String among(Collection<String> existing, String written) {
        String nearest = "";
        int least = Math.max(1, written.length() / 3) + 1;
        for (String name : existing.stream().sorted().toList()) {
            int distance = name.equalsIgnoreCase(written) ? 0 : distance(name, written);
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return nearest.isEmpty() ? "" : " (did you mean \"" + nearest + "\"?)";
    }

    /** The Levenshtein distance: the number of characters added, removed or replaced. */
    private static int distance(String from, String to) {
        int[] before = new int[to.length() + 1];
        for (int column = 0; column < before.length; column++) {
            before[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int exchange = before[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(exchange, 1 + Math.min(before[column], current[column - 1]));
            }
            before = current;
        }
        return before[to.length()];
    }
}
