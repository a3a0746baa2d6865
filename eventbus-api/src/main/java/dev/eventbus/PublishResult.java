package dev.eventbus;

import org.jspecify.annotations.Nullable;

/**
 * What became of one published event at the moment of publishing.
 *
 * <p>{@link #matched()} subscriptions matched; each has either accepted or dropped the event. Accepted means that the
 * event is in the channel or, for a {@link DeliveryMode#DIRECT} handler, that the handler was called. An accepted event
 * can still be lost later; the {@linkplain SubscriptionStats statistics} of its subscription count it then.
 *
 * <p>Results are shared between publishes: compare them with {@code equals}.
 */
public final class PublishResult {

    private static final int CACHED = 64;

    // One row each for 0 and 1 drops: the results of nearly all publishes, which thus allocate nothing.
    private static final PublishResult[] NOTHING_DROPPED = row(0);
    private static final PublishResult[] ONE_DROPPED = row(1);

    // A cache of other results, indexed by a hash of their numbers: a topic with very many subscribers, or with many
    // that are stuck, has the same result again and again. Races on a slot are harmless, since readers compare.
    private static final @Nullable PublishResult[] OTHERS = new PublishResult[256];

    private final int accepted;
    private final int dropped;

    private PublishResult(int accepted, int dropped) {
        this.accepted = accepted;
        this.dropped = dropped;
    }

    private static PublishResult[] row(int dropped) {
        PublishResult[] results = new PublishResult[CACHED];
        for (int accepted = 0; accepted < CACHED; accepted++) {
            results[accepted] = new PublishResult(accepted, dropped);
        }
        return results;
    }

    /**
     * A result, for implementations of the bus and for tests.
     *
     * @param accepted how many subscriptions accepted the event
     * @param dropped how many matched and dropped it
     * @return the result, not necessarily a new object
     * @throws IllegalArgumentException if a number is negative
     */
    public static PublishResult of(int accepted, int dropped) {
        if (accepted < 0 || dropped < 0) {
            throw new IllegalArgumentException("negative count: accepted " + accepted + ", dropped " + dropped);
        }
        if (accepted < CACHED && dropped < 2) {
            return (dropped == 0 ? NOTHING_DROPPED : ONE_DROPPED)[accepted];
        }
        return other(accepted, dropped);
    }

    private static PublishResult other(int accepted, int dropped) {
        int place = (31 * dropped + accepted) & (OTHERS.length - 1);
        PublishResult known = OTHERS[place];
        if (known != null && known.accepted == accepted && known.dropped == dropped) {
            return known;
        }
        PublishResult made = new PublishResult(accepted, dropped);
        OTHERS[place] = made;
        return made;
    }

    /** {@return how many subscriptions accepted the event} */
    public int accepted() {
        return accepted;
    }

    /** {@return how many subscriptions matched but dropped the event} */
    public int dropped() {
        return dropped;
    }

    /** {@return how many subscriptions matched: accepted and dropped together} */
    public int matched() {
        return accepted + dropped;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PublishResult that && accepted == that.accepted && dropped == that.dropped;
    }

    @Override
    public int hashCode() {
        return 31 * accepted + dropped;
    }

    @Override
    public String toString() {
        return "PublishResult[accepted=" + accepted + ", dropped=" + dropped + "]";
    }
}
