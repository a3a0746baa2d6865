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
 * That a full channel is left out of offering: by whom, and how many events it has dropped that way. Made for the first time that it
 * is; most channels never are.
 */
final class Bypass {

    /** After how many new counts those that are final are looked for. */
    private static final int COUNTS_BETWEEN_FOLDS = 16;

    private static final VarHandle OWNERS;

    static {
        try {
            OWNERS = MethodHandles.lookup().findVarHandle(Bypass.class, "owners", Owner.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** One who leaves the channel out, and the others. Weak, since routes come and go while a channel stays full. */
    private static final class Owner extends WeakReference<ReinstateListener> {

        final @Nullable Owner next;

        Owner(ReinstateListener owner, @Nullable Owner next) {
            super(owner);
            this.next = next;
        }
    }

    private volatile @Nullable Owner owners;

    private final Queue<SharedDropCounter> counts = new ConcurrentLinkedQueue<>();
    private final AtomicInteger countsSinceFold = new AtomicInteger();

    // Held while counts are added up, or moved to the sum of those that are final.
    private final ReentrantLock sums = new ReentrantLock();
    private long finished;

    /** Somebody leaves the channel out from now on. */
    void by(ReinstateListener owner) {
        Owner before;
        do {
            before = owners;
        } while (!OWNERS.compareAndSet(this, before, new Owner(owner, withoutGone(before))));
    }

    private static @Nullable Owner withoutGone(@Nullable Owner first) {
        Owner kept = null;
        for (Owner each = first; each != null; each = each.next) {
            ReinstateListener owner = each.get();
            if (owner != null) {
                kept = new Owner(owner, kept);
            }
        }
        return kept;
    }

    /** Whether anybody leaves the channel out. */
    boolean isByAny() {
        return owners != null;
    }

    /** Nobody shall leave the channel out any more. */
    void bringBack(ChannelIntake channel) {
        for (Owner each = (Owner) OWNERS.getAndSet(this, null); each != null; each = each.next) {
            ReinstateListener owner = each.get();
            if (owner != null) {
                owner.bringBack(channel);
            }
        }
    }

    /** Lets what is counted there count for the channel too. */
    void countedBy(SharedDropCounter skipped) {
        counts.add(skipped);
        if (countsSinceFold.incrementAndGet() >= COUNTS_BETWEEN_FOLDS && sums.tryLock()) {
            try {
                fold();
            } finally {
                sums.unlock();
            }
        }
    }

    private void fold() {
        countsSinceFold.set(0);
        for (Iterator<SharedDropCounter> each = counts.iterator(); each.hasNext(); ) {
            SharedDropCounter skipped = each.next();
            if (skipped.isGone()) {
                finished += skipped.count();
                each.remove();
            }
        }
    }

    /** What is counted from now on leads to another report. */
    void reported() {
        for (SharedDropCounter skipped : counts) {
            skipped.reported();
        }
    }

    /** How many events the channel dropped while it was left out. */
    long dropped() {
        sums.lock();
        try {
            long sum = finished;
            for (SharedDropCounter skipped : counts) {
                sum += skipped.count();
            }
            return sum;
        } finally {
            sums.unlock();
        }
    }
}
