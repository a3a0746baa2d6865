package dev.eventbus.runtime.subscription;

import dev.eventbus.DropReason;
import java.util.Arrays;

/**
 * Counts the lost events of a subscription by reason, without an atomic operation where a thread has a cell of its own.
 * A counter is created with the first loss for its reason: most subscriptions never have one.
 */
@SuppressWarnings("EnumOrdinal") // an array indexed by a closed enum, on the path of a refused offer; nothing is stored
final class LossCounters {

    /** Stands for each counter that does not exist yet. No counter itself, so that none is loaded. ADR 12 */
    private static final Object NO_COUNTER = new Object();

    private static final Object[] NO_LOSSES = new Object[DropReason.values().length];

    static {
        Arrays.fill(NO_LOSSES, NO_COUNTER);
    }

    // Copied when a counter is added, under this object's lock. First numbers of cells: losses.
    private volatile Object[] counters = NO_LOSSES;

    void add(DropReason reason, long count) {
        Object counter = counters[reason.ordinal()];
        ((ThreadCells) (counter != NO_COUNTER ? counter : create(reason))).addFirst(count);
    }

    private synchronized Object create(DropReason reason) {
        Object[] copy = counters.clone();
        Object counter = copy[reason.ordinal()];
        if (counter == NO_COUNTER) {
            counter = new ThreadCells();
            copy[reason.ordinal()] = counter;
            counters = copy;
        }
        return counter;
    }

    long get(DropReason reason) {
        Object counter = counters[reason.ordinal()];
        return counter == NO_COUNTER ? 0 : ((ThreadCells) counter).sumFirst();
    }
}
