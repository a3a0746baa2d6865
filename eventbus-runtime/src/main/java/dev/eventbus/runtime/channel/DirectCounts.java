package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.channel.ThreadCells.Cell;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts calls of direct handlers as begun and finished, at the price of one atomic addition for each call, and knows who is in
 * one.
 *
 * <p>A call that begins is counted atomically although its thread's {@linkplain ThreadCells cell} has one writer, because the fence
 * in that is what makes ending exact: a call is counted as begun before it reads {@link #isEnded}, and ending sets that before it
 * reads the counts. So either the call sees the end and withdraws, or whoever ended sees the call.
 */
public final class DirectCounts {

    /** So many levels deep a thread may be in the same handlers: publishing to each other without end stops there. */
    static final int MAX_NESTING = 128;

    private static final VarHandle WITHDRAWN;

    static {
        try {
            WITHDRAWN = MethodHandles.lookup().findVarHandle(DirectCounts.class, "withdrawn", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // First numbers: calls that have begun. Second numbers: calls that are over.
    private final ThreadCells cells = new ThreadCells();
    // Calls among those that are over that were not made.
    private volatile long withdrawn;
    private volatile boolean ended;

    /** Counts without a call. */
    public DirectCounts() {}

    // ---- Publishing threads

    /** Where the current thread counts. */
    public Cell own() {
        return cells.own();
    }

    /** Counts a call as begun, which is to be {@linkplain #finish finished} in the same thread. */
    public void begin(Cell cell) {
        cell.addFirstAtomically(1);
    }

    /** Counts a call as over. */
    public void finish(Cell cell) {
        if (cells.isShared(cell)) {
            cell.addSecondAtomically(1);
        } else {
            cell.addSecondRelease(1);
        }
    }

    /** Takes a {@link #begin} back, for a call that is not made. */
    public void withdraw(Cell cell) {
        WITHDRAWN.getAndAdd(this, 1L);
        finish(cell);
    }

    /** Whether other threads count in a cell too, so that it does not tell who is in a call. */
    public boolean isShared(Cell cell) {
        return cells.isShared(cell);
    }

    /**
     * Whether the owner of a cell may go one level deeper. To be asked before the call is counted: what is read after an atomic
     * addition waits for it.
     */
    public boolean hasRoom(Cell cell) {
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
    int runsOfCurrentThread() {
        Cell cell = cells.ownIfAny();
        return cell == null ? 0 : running(cell);
    }

    /** How many calls have begun, those that were taken back included. Never falls. */
    long begun() {
        return cells.sumFirst();
    }

    /** How many calls are over, those that were taken back included. Never falls. */
    long finished() {
        return cells.sumSecond();
    }

    /** How many were taken back. */
    long withdrawn() {
        return withdrawn;
    }
}
