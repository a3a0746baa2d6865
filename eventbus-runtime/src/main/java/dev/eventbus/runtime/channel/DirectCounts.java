package dev.eventbus.runtime.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls of direct handlers as begun and finished, at the price of one atomic addition for each call, and says who is in
 * one.
 *
 * <p>A thread counts in a cell of its own, which it finds by its id and keeps as long as it lives; a thread whose cell is another's
 * counts in one that all such threads share. The owner of a cell writes {@code finished} without a fence; {@code begun} is added
 * to atomically, because the fence in that is what makes ending exact: a call is counted as begun before it reads {@link #isEnded},
 * and ending sets that before it reads the counts. So either the call sees the end and withdraws, or whoever ended sees the call.
 *
 * <p>Threading: any. Memory: a cell for each thread, up to some times the number of processors. The cells are
 * {@link java.util.concurrent.atomic.LongAdder}'s idea; that they have owners is ours.
 */
public final class DirectCounts {

    /** So many levels deep a thread may be in the same handlers: publishing to each other without end stops there. */
    static final int MAX_NESTING = 128;

    private static final int CELLS =
            Integer.highestOneBit(Math.min(64, 4 * Runtime.getRuntime().availableProcessors()));

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(Cell[].class);
    private static final VarHandle OWNER;
    private static final VarHandle BEGUN;
    private static final VarHandle FINISHED;
    private static final VarHandle WITHDRAWN;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            OWNER = lookup.findVarHandle(CellCounts.class, "owner", Thread.class);
            BEGUN = lookup.findVarHandle(CellCounts.class, "begun", long.class);
            FINISHED = lookup.findVarHandle(CellCounts.class, "finished", long.class);
            WITHDRAWN = lookup.findVarHandle(DirectCounts.class, "withdrawn", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final @Nullable Cell[] cells = new Cell[CELLS];
    private final Cell shared = new Cell(null);
    // Calls among the finished ones that were not made after all.
    private volatile long withdrawn;
    private volatile boolean ended;

    /** Counts without a call. */
    public DirectCounts() {}

    // ---- Publishing threads

    /**
     * Counts a call as begun.
     *
     * @return what to {@link #finish} it with, in the same thread
     */
    public Cell begin() {
        Thread caller = Thread.currentThread();
        int slot = slotOf(caller);
        Cell cell = cells[slot];
        // Only a thread itself makes itself the owner, so that a plain read is enough to know.
        if (cell == null || cell.owner != caller) {
            cell = claim(caller, slot);
        }
        BEGUN.getAndAdd(cell, 1L);
        return cell;
    }

    @SuppressWarnings("deprecation") // threadId() is younger than JDK 17; whatever a subclass makes of getId() will do
    private static int slotOf(Thread thread) {
        return (int) thread.getId() & (CELLS - 1);
    }

    private Cell claim(Thread caller, int slot) {
        Cell cell = (Cell) CELL.getAcquire(cells, slot);
        if (cell == null) {
            Cell made;
            try {
                made = new Cell(caller);
            } catch (OutOfMemoryError full) {
                return shared;
            }
            cell = (Cell) CELL.compareAndExchange(cells, slot, null, made);
            if (cell == null) {
                return made;
            }
        }
        Thread owner = cell.owner;
        // What a thread has written happens-before isAlive() tells that it has ended.
        boolean free = owner != null && !owner.isAlive();
        return free && OWNER.compareAndSet(cell, owner, caller) ? cell : shared;
    }

    /** Counts a call as finished. */
    public void finish(Cell cell) {
        if (cell == shared) {
            FINISHED.getAndAdd(cell, 1L);
        } else {
            FINISHED.setRelease(cell, cell.finished + 1);
        }
    }

    /** Takes a {@link #begin} back, for a call that is not made. */
    public void withdraw(Cell cell) {
        WITHDRAWN.getAndAdd(this, 1L);
        finish(cell);
    }

    /** Whether other threads count in a cell too, so that it does not know who is in a call. */
    public boolean isShared(Cell cell) {
        return cell == shared;
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
        Thread caller = Thread.currentThread();
        Cell cell = cells[slotOf(caller)];
        return cell != null && cell.owner == caller ? cell.running() : 0;
    }

    /** How many calls have begun, those that were taken back included. Never falls. */
    long begun() {
        long sum = shared.begun;
        for (int slot = 0; slot < CELLS; slot++) {
            Cell cell = (Cell) CELL.getAcquire(cells, slot);
            sum += cell == null ? 0 : cell.begun;
        }
        return sum;
    }

    /** How many calls are over, those that were taken back included. Never falls. */
    long finished() {
        long sum = shared.finished;
        for (int slot = 0; slot < CELLS; slot++) {
            Cell cell = (Cell) CELL.getAcquire(cells, slot);
            sum += cell == null ? 0 : cell.finished;
        }
        return sum;
    }

    /** How many were taken back. */
    long withdrawn() {
        return withdrawn;
    }

    /** What the calls of one thread, or of all that have no cell of their own, are counted in. */
    @SuppressWarnings("UnusedVariable") // padding is there to be unused
    public static final class Cell extends CellCounts {

        private long p08;
        private long p09;
        private long p10;
        private long p11;
        private long p12;
        private long p13;
        private long p14;
        private long p15;

        private Cell(@Nullable Thread owner) {
            super(owner);
        }

        /** Whether its owner may go one level deeper. */
        public boolean hasRoom() {
            return running() <= MAX_NESTING;
        }

        private int running() {
            return (int) (begun - finished);
        }
    }

    private abstract static class CellCounts extends CellPadding {

        volatile @Nullable Thread owner;
        volatile long begun;
        volatile long finished;

        CellCounts(@Nullable Thread owner) {
            this.owner = owner;
        }
    }

    /** Keeps cells of different threads on different cache lines. */
    @SuppressWarnings("UnusedVariable") // padding is there to be unused
    private abstract static class CellPadding {

        private long p00;
        private long p01;
        private long p02;
        private long p03;
        private long p04;
        private long p05;
        private long p06;
        private long p07;
    }
}
