package dev.eventbus.runtime.direct;

import dev.eventbus.runtime.subscription.OfferResult;

/**
 * How many subscriptions accepted and dropped one event, as two halves of a {@code long}: results are added up on the
 * publishing path, where an object for each would be the only allocation. Halves do not overflow into each other below
 * 2<sup>31</sup> subscriptions.
 */
public final class PackedResult {

    public static final long ONE_ACCEPTED = 1;
    public static final long ONE_DROPPED = 1L << 32;
    public static final long NO_MATCH = 0;

    /** Not to be added to others: the bus has closed all subscriptions that matched, and nothing has been counted. */
    public static final long LATE = Long.MIN_VALUE;

    private PackedResult() {}

    public static long of(int accepted, int dropped) {
        return accepted + ((long) dropped << 32);
    }

    /** The result of one offer. What is full or late has not been counted yet. */
    public static long of(OfferResult offered) {
        return switch (offered) {
            case ACCEPTED -> ONE_ACCEPTED;
            case DROPPED -> ONE_DROPPED;
            case NO_MATCH, FULL, LATE -> NO_MATCH;
        };
    }

    /** Whether no subscription has accepted or dropped the event. */
    public static boolean isUnmatched(long result) {
        return result <= NO_MATCH;
    }

    /** The number of subscriptions that accepted the event. */
    public static int accepted(long result) {
        return (int) result;
    }

    /** The number of subscriptions that dropped the event. */
    public static int dropped(long result) {
        return (int) (result >>> 32);
    }
}
