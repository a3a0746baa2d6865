package dev.eventbus.internal;

import org.jspecify.annotations.Nullable;

/**
 * The rule for the subscription names that users choose: a metric, a log line and a command can carry them. Default
 * names, made of a class and a method, are exempt.
 */
public final class SubscriptionName {

    /** The maximum length of a name in characters. */
    public static final int MAX_LENGTH = 255;

    private SubscriptionName() {}

    /**
     * Finds what is wrong with a name.
     *
     * @param name the name
     * @return the problem, a clause such as {@code it is blank}; null if the name is valid
     */
    public static @Nullable String problem(String name) {
        if (name.isBlank()) {
            return "it is blank";
        }
        if (name.length() > MAX_LENGTH) {
            return "it is longer than " + MAX_LENGTH + " characters";
        }
        if (!name.equals(name.strip())) {
            return "it starts or ends with white space";
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            return "it has a control character";
        }
        return null;
    }
}
