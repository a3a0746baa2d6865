package dev.eventbus.processor.validation;

import java.util.Collection;

/** Finds what somebody meant who wrote a name that does not exist. */
final class Suggestion {

    private Suggestion() {}

    /**
     * A question to be put behind a name.
     *
     * @param written the name that does not exist
     * @param existing the names that do
     * @return {@code  (did you mean "x"?)}, or nothing if no name is near
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

    /** Levenshtein's distance: single characters added, removed or exchanged. */
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
