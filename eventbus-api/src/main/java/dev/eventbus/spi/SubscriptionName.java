package dev.eventbus.spi;

import org.jspecify.annotations.Nullable;

/**
 * The rule for names that people give to subscriptions: something that a metric, a log line and a command can carry. Names
 * that come from a class and a method are not asked.
 */
public final class SubscriptionName {

    /** The most characters of a name. */
    public static final int MAX_LENGTH = 255;

    private SubscriptionName() {}

    /**
     * Looks for a mistake in a name.
     *
     * @param name the name
     * @return what is wrong, a clause such as {@code it is blank}; null if nothing is
     */
    public static @Nullable String fault(String name) {
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
