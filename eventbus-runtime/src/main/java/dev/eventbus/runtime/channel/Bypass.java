package dev.eventbus.runtime.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Records which routes bypass a full channel, and how many events the channel dropped while it was bypassed. Created
 * lazily: most channels are never bypassed.
 */
public final class Bypass {

    /** After this many new counters, the final ones are folded into one sum. */
    private static final int COUNTERS_BETWEEN_FOLDS = 16;

    private static final VarHandle OWNERS;

    static {
        try {
            OWNERS = MethodHandles.lookup().findVarHandle(Bypass.class, "owners", List.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final long subscriptionId;
    // Immutable. Weak, since routes come and go while a channel stays full.
    private volatile List<WeakReference<ReinstateListener>> owners = List.of();

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
    public void addOwner(ReinstateListener owner) {
        List<WeakReference<ReinstateListener>> before;
        List<WeakReference<ReinstateListener>> after;
        do {
            before = owners;
            after = new ArrayList<>(before);
            after.removeIf(other -> other.refersTo(null));
            after.add(new WeakReference<>(owner));
        } while (!casOwners(before, after));
    }

    /** Whether anybody bypasses the channel. */
    boolean isActive() {
        return !owners.isEmpty();
    }

    /** Asks all owners to offer to the channel again. */
    void reinstate() {
        for (WeakReference<ReinstateListener> each : exchangeOwners(List.of())) {
            ReinstateListener owner = each.get();
            if (owner != null) {
                owner.reinstate(subscriptionId);
            }
        }
    }

    /** Counts the drops of this counter as drops of the channel, too. */
    public void addCounter(SharedDropCounter counter) {
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

    private boolean casOwners(
            List<WeakReference<ReinstateListener>> expected, List<WeakReference<ReinstateListener>> next) {
        return OWNERS.compareAndSet(this, expected, next);
    }

    @SuppressWarnings("unchecked") // the field's type
    private List<WeakReference<ReinstateListener>> exchangeOwners(List<WeakReference<ReinstateListener>> next) {
        return (List<WeakReference<ReinstateListener>>) OWNERS.getAndSet(this, next);
    }
}
