package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts the lost events of a subscription by reason. A counter is made with the first loss: most never have one. */
@SuppressWarnings("EnumOrdinal") // an array indexed by a closed enum, on the path of a refused offer; nothing is stored
final class LossCounters {

    private static final int REASONS = DropReason.values().length;

    private final AtomicReferenceArray<@Nullable LongAdder> counters = new AtomicReferenceArray<>(REASONS);

    void add(DropReason reason, long count) {
        LongAdder counter = counters.get(reason.ordinal());
        if (counter == null) {
            LongAdder made = new LongAdder();
            LongAdder other = counters.compareAndExchange(reason.ordinal(), null, made);
            counter = other != null ? other : made;
        }
        counter.add(count);
    }

    long get(DropReason reason) {
        LongAdder counter = counters.get(reason.ordinal());
        return counter == null ? 0 : counter.sum();
    }
}
