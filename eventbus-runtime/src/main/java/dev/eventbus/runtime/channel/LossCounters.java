package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts the lost events of a subscription by reason. A counter is made with the first loss: most never have one. */
@SuppressWarnings("EnumOrdinal") // an array indexed by a closed enum, on the path of a refused offer; nothing is stored
final class LossCounters {

    private static final int REASONS = DropReason.values().length;

    // Copied when a counter is added, under this object's lock.
    private volatile @Nullable LongAdder @Nullable [] counters;

    void add(DropReason reason, long count) {
        LongAdder[] known = counters;
        LongAdder counter = known == null ? null : known[reason.ordinal()];
        (counter != null ? counter : made(reason)).add(count);
    }

    private synchronized LongAdder made(DropReason reason) {
        @Nullable LongAdder[] known = counters;
        @Nullable LongAdder[] copy = known == null ? new LongAdder[REASONS] : known.clone();
        LongAdder counter = copy[reason.ordinal()];
        if (counter == null) {
            counter = new LongAdder();
            copy[reason.ordinal()] = counter;
            counters = copy;
        }
        return counter;
    }

    long get(DropReason reason) {
        @Nullable LongAdder[] known = counters;
        LongAdder counter = known == null ? null : known[reason.ordinal()];
        return counter == null ? 0 : counter.sum();
    }
}
