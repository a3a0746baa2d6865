package dev.eventbus.runtime.direct;

import dev.eventbus.runtime.subscription.FoldedCounts;

/**
 * The calls of one direct subscription: counted in its own counts, or in those of the steps of routes that call it
 * together with others. What a step has counted that is unreachable is folded into the sums.
 */
final class DirectCalls extends FoldedCounts<DirectCounts> {

    final DirectCounts own = new DirectCounts();

    // Guarded by the lock: the sums of steps that are unreachable. All of their calls are over.
    private long foldedBegun;
    private long foldedWithdrawn;

    /** How many calls have begun, are over, and were withdrawn. */
    record Sums(long begun, long finished, long withdrawn) {

        long inProgress() {
            return begun - finished;
        }
    }

    /** Lets a step of a route count for this subscription too. */
    void addCounter(Object step, DirectCounts counts) {
        add(step, counts);
        // Ending sets this and then looks at the steps.
        if (own.isEnded()) {
            counts.end();
        }
    }

    @Override
    protected void fold(DirectCounts counts) {
        foldedBegun += counts.begun();
        foldedWithdrawn += counts.withdrawn();
    }

    /** No further calls are to be made. */
    void end() {
        own.end();
        for (DirectCounts counts : this) {
            counts.end();
        }
    }

    /** How many calls the current thread is in, as far as it has cells of its own. */
    int runsOfCurrentThread() {
        int runs = own.runsOfCurrentThread();
        for (DirectCounts counts : this) {
            runs += counts.runsOfCurrentThread();
        }
        return runs;
    }

    /** How many calls a thread that cannot go on is in. */
    int runsOf(Thread thread) {
        int runs = own.runsOf(thread);
        for (DirectCounts counts : this) {
            runs += counts.runsOf(thread);
        }
        return runs;
    }

    /** The sums of all that was counted. */
    Sums sums() {
        lock();
        try {
            long withdrawn = foldedWithdrawn + own.withdrawn();
            long finished = foldedBegun + own.finished();
            for (DirectCounts counts : this) {
                withdrawn += counts.withdrawn();
                finished += counts.finished();
            }
            // Last: calls that begin in between make this look busy, never idle.
            long begun = foldedBegun + own.begun();
            for (DirectCounts counts : this) {
                begun += counts.begun();
            }
            return new Sums(begun, finished, withdrawn);
        } finally {
            unlock();
        }
    }
}
