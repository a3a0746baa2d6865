package dev.eventbus.runtime.direct;

import dev.eventbus.runtime.subscription.ThreadCells;
import dev.eventbus.runtime.subscription.ThreadCells.Cell;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts calls of direct handlers as begun and finished, at the price of one atomic addition for each call, and knows
 * which threads are in one.
 *
 * <p>A call that begins is counted atomically although its thread's {@linkplain ThreadCells cell} has one writer,
 * because the fence in that is what makes ending exact: a call is counted as begun before it reads {@link #isEnded},
 * and ending sets that before it reads the counts. So either the call sees the end and withdraws, or the thread that
 * ends the subscription sees the call.
 */
public final class DirectCounts extends ThreadCells {

    /** How many calls of the same handlers one thread may nest: publishing to each other without end stops there. */
    public static final int MAX_NESTING = 128;

    private static final VarHandle WITHDRAWN;

    static {
        try {
            WITHDRAWN = MethodHandles.lookup().findVarHandle(DirectCounts.class, "withdrawn", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // First numbers of cells: calls that have begun. Second numbers: calls that are over. This: those of them that were
    // not made.
    private volatile long withdrawn;
    private volatile boolean ended;

    // ---- Publishing threads

    /** Counts a call as begun, which is to be {@linkplain #finish finished} in the same thread. */
    public void begin(Cell cell) {
        cell.addFirstAtomically(1);
    }

    /** Counts a call as over. */
    public void finish(Cell cell) {
        if (cell.isShared()) {
            cell.addSecondAtomically(1);
        } else {
            finishOwn(cell);
        }
    }

    /** Counts a call as over, in a cell that is not shared. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // it has one writer
    public void finishOwn(Cell cell) {
        try {
            cell.addSecondRelease(1);
        } catch (Throwable noStack) {
            // One call deeper than what has begun it. What needs none, by the only writer.
            cell.second = cell.second + 1;
        }
    }

    /** Takes a {@link #begin} back, for a call that is not made. */
    public void withdraw(Cell cell) {
        withdraw();
        finish(cell);
    }

    /** The same, for a caller that finishes it as any other call. */
    public void withdraw() {
        WITHDRAWN.getAndAdd(this, 1L);
    }

    /**
     * Whether the owner of a cell may nest one more call. To be asked before the call is counted: what is read after an
     * atomic addition waits for it.
     */
    public boolean canNest(Cell cell) {
        return running(cell) < MAX_NESTING;
    }

    private static int running(Cell cell) {
        return (int) (cell.first - cell.second);
    }

    /** Whether no further calls are to be made. */
    public boolean isEnded() {
        return ended;
    }

    // ---- Anybody

    /** No further calls are to be made. Those that are counted as begun when this returns may still be. */
    public void end() {
        ended = true;
    }

    /** How many calls the current thread is in, as far as it has a cell of its own. */
    public int runsOfCurrentThread() {
        return running(ownOrVacant());
    }

    /**
     * How many calls another thread is in, which cannot go on. One without a cell of its own counts as being in one if
     * any such thread is: which of them is not known.
     */
    public int runsOf(Thread thread) {
        Cell cell = ownOrShared(thread);
        int running = running(cell);
        return cell.isShared() ? Math.min(1, running) : running;
    }

    /** How many calls have begun, those that were taken back included. Never falls. */
    public long begun() {
        return sumFirst();
    }

    /** How many calls are over, those that were taken back included. Never falls. */
    public long finished() {
        return sumSecond();
    }

    /** How many were taken back. */
    public long withdrawn() {
        return withdrawn;
    }
}
