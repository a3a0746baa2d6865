package dev.eventbus.runtime.subscription;

import dev.eventbus.DropReason;
import org.jspecify.annotations.Nullable;

/**
 * Counts the lost events of a subscription by reason, without an atomic operation where a thread has a cell of its own. A counter is
 * made with the first loss: most never have one.
 */
@SuppressWarnings("EnumOrdinal") // an array indexed by a closed enum, on the path of a refused offer; nothing is stored
public final class LossCounters {

    private static final int REASONS = DropReason.values().length;

    // Copied when a counter is added, under this object's lock. First numbers of cells: losses.
    private volatile @Nullable ThreadCells @Nullable [] counters;

    public void add(DropReason reason, long count) {
        @Nullable ThreadCells[] known = counters;
        ThreadCells counter = known == null ? null : known[reason.ordinal()];
        (counter != null ? counter : made(reason)).addFirst(count);
    }

    private synchronized ThreadCells made(DropReason reason) {
        @Nullable ThreadCells[] known = counters;
        @Nullable ThreadCells[] copy = known == null ? new ThreadCells[REASONS] : known.clone();
        ThreadCells counter = copy[reason.ordinal()];
        if (counter == null) {
            counter = new ThreadCells();
            copy[reason.ordinal()] = counter;
            counters = copy;
        }
        return counter;
    }

    public long get(DropReason reason) {
        @Nullable ThreadCells[] known = counters;
        ThreadCells counter = known == null ? null : known[reason.ordinal()];
        return counter == null ? 0 : counter.sumFirst();
    }
}
