package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.subscription.FoldedCounts;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Records which routes bypass a full channel, and how many events the channel dropped while it was bypassed. Created
 * lazily: most channels are never bypassed.
 */
public final class Bypass extends FoldedCounts<SharedDropCounter> {

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

    // Guarded by the lock: the sum of counters that are final.
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

    /**
     * Counts the drops of this counter as drops of the channel, too.
     *
     * @param counting the object that counts; nothing changes the counter once it is unreachable
     */
    public void addCounter(Object counting, SharedDropCounter counter) {
        add(counting, counter);
    }

    @Override
    protected void fold(SharedDropCounter counter) {
        folded += counter.count();
    }

    /** What is counted from now on leads to another report. */
    void onReportTaken() {
        for (SharedDropCounter counter : this) {
            counter.onReportTaken();
        }
    }

    /** How many events the channel dropped while it was bypassed. */
    long dropped() {
        lock();
        try {
            long sum = folded;
            for (SharedDropCounter counter : this) {
                sum += counter.count();
            }
            return sum;
        } finally {
            unlock();
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
