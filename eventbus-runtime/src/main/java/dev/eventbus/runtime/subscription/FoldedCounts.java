package dev.eventbus.runtime.subscription;

import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts that others keep for one subscription, each until the object that counts is unreachable. Its counts are final
 * then, and are folded into the subscription's sums.
 *
 * <p>Threading: any. Threads that add counts never wait.
 *
 * @param <C> what is counted by one object
 */
public abstract class FoldedCounts<C> implements Iterable<C> {

    /** After how many additions to look for counts that are final. */
    private static final int ADDED_BETWEEN_FOLDS = 16;

    private final Queue<Counter<C>> counters = new ConcurrentLinkedQueue<>();

    // Held while counts are added up, or folded.
    private final ReentrantLock lock = new ReentrantLock();

    // A plain field, although several threads may write it: a lost update only delays the next fold.
    private int addedSinceFold;

    /** The counts of one object, which is held weakly. */
    private static final class Counter<C> extends WeakReference<Object> {

        final C counts;

        Counter(Object counting, C counts) {
            super(counting);
            this.counts = counts;
        }

        boolean isFinal() {
            return refersTo(null);
        }
    }

    /**
     * Adds counts to the subscription's own.
     *
     * @param counting the object that counts; nothing changes the counts once it is unreachable
     */
    protected final void add(Object counting, C counts) {
        counters.add(new Counter<>(counting, counts));
        if (++addedSinceFold >= ADDED_BETWEEN_FOLDS && lock.tryLock()) {
            try {
                addedSinceFold = 0;
                foldFinal();
            } finally {
                lock.unlock();
            }
        }
    }

    private void foldFinal() {
        for (Iterator<Counter<C>> each = counters.iterator(); each.hasNext(); ) {
            Counter<C> counter = each.next();
            if (counter.isFinal()) {
                fold(counter.counts);
                each.remove();
            }
        }
    }

    /** Adds final counts to the sums. Called with the lock. */
    protected abstract void fold(C counts);

    /** All counts that are not folded. */
    @Override
    public final Iterator<C> iterator() {
        Iterator<Counter<C>> each = counters.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public C next() {
                return each.next().counts;
            }
        };
    }

    /** Keeps counts from being folded, so that no count is missed or seen twice, until {@link #unlock}. */
    protected final void lock() {
        lock.lock();
    }

    protected final void unlock() {
        lock.unlock();
    }
}
