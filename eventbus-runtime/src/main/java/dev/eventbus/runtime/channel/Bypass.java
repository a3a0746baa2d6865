package dev.eventbus.runtime.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Records which routes bypass a full channel, and how many events the channel dropped while it was bypassed. Created lazily: most
 * channels are never bypassed.
 */
final class Bypass {

    /** After this many new counters, the final ones are folded into one sum. */
    private static final int COUNTERS_BETWEEN_FOLDS = 16;

    private static final VarHandle OWNERS;

    static {
        try {
            OWNERS = MethodHandles.lookup().findVarHandle(Bypass.class, "owners", Owner.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** One listener that bypasses the channel, and the others. Weak, since routes come and go while a channel stays full. */
    private static final class Owner extends WeakReference<ReinstateListener> {

        final @Nullable Owner next;

        Owner(ReinstateListener owner, @Nullable Owner next) {
            super(owner);
            this.next = next;
        }
    }

    private final long subscriptionId;
    private volatile @Nullable Owner owners;

    private final Queue<SharedDropCounter> counters = new ConcurrentLinkedQueue<>();
    private final AtomicInteger countersSinceFold = new AtomicInteger();

    // Held while counts are added up, or final ones are folded.
    private final ReentrantLock sums = new ReentrantLock();
    private long folded;

    /** A bypass that is not active. */
    Bypass(long subscriptionId) {
        this.subscriptionId = subscriptionId;
    }

    /** A listener bypasses the channel from now on. */
    void addOwner(ReinstateListener owner) {
        Owner before;
        do {
            before = owners;
        } while (!casOwners(before, new Owner(owner, withoutCleared(before))));
    }

    private static @Nullable Owner withoutCleared(@Nullable Owner first) {
        Owner kept = null;
        for (Owner each = first; each != null; each = each.next) {
            ReinstateListener owner = each.get();
            if (owner != null) {
                kept = new Owner(owner, kept);
            }
        }
        return kept;
    }

    /** Whether anybody bypasses the channel. */
    boolean isActive() {
        return owners != null;
    }

    /** Asks all owners to offer to the channel again. */
    void reinstate() {
        for (Owner each = exchangeOwners(null); each != null; each = each.next) {
            ReinstateListener owner = each.get();
            if (owner != null) {
                owner.reinstate(subscriptionId);
            }
        }
    }

    /** Counts the drops of this counter as drops of the channel, too. */
    void addCounter(SharedDropCounter counter) {
        counters.add(counter);
        if (countersSinceFold.incrementAndGet() >= COUNTERS_BETWEEN_FOLDS && sums.tryLock()) {
            try {
                fold();
            } finally {
                sums.unlock();
            }
        }
    }

    private void fold() {
        countersSinceFold.set(0);
        for (Iterator<SharedDropCounter> each = counters.iterator(); each.hasNext(); ) {
            SharedDropCounter counter = each.next();
            if (counter.isFinal()) {
                folded += counter.count();
                each.remove();
            }
        }
    }

    /** What is counted from now on leads to another report. */
    void onReportTaken() {
        for (SharedDropCounter counter : counters) {
            counter.onReportTaken();
        }
    }

    /** How many events the channel dropped while it was bypassed. */
    long dropped() {
        sums.lock();
        try {
            long sum = folded;
            for (SharedDropCounter counter : counters) {
                sum += counter.count();
            }
            return sum;
        } finally {
            sums.unlock();
        }
    }

    private boolean casOwners(@Nullable Owner expected, Owner next) {
        return OWNERS.compareAndSet(this, expected, next);
    }

    private @Nullable Owner exchangeOwners(@Nullable Owner next) {
        return (Owner) OWNERS.getAndSet(this, next);
    }
}
