package dev.eventbus.runtime.subscription;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Cells in which threads count, each in one of its own where it can: a cell with one writer needs no atomic operation.
 *
 * <p>A thread finds its cell by its id and keeps it as long as it lives; a thread whose cell is another's counts in one that all
 * such threads share, where it has to add atomically. What an ended thread has counted stays, and its cell goes to the next that
 * comes. Each cell has two numbers, for the two ends of what is counted.
 *
 * <p>Threading: any. Memory: a cell of some 200 bytes for each thread, up to some times the number of processors. The cells are
 * {@link java.util.concurrent.atomic.LongAdder}'s idea; that they have owners is ours.
 */
public class ThreadCells {

    private static final int CELLS =
            Integer.highestOneBit(Math.min(64, 4 * Runtime.getRuntime().availableProcessors()));

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(Cell[].class);
    private static final VarHandle OWNER;

    static {
        try {
            OWNER = MethodHandles.lookup().findVarHandle(CellNumbers.class, "owner", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final @Nullable Cell[] cells = new Cell[CELLS];
    private final Cell shared = new Cell(null);

    public ThreadCells() {}

    /** The cell for the current thread to count in. */
    public Cell own() {
        return own(cells);
    }

    /** The cells, to be kept at hand: publishing waits for one load after another until it has its cell, and this saves one. */
    public final @Nullable Cell[] cells() {
        return cells;
    }

    /**
     * The cell for the current thread to count in.
     *
     * @param cells {@link #cells()}
     */
    public final Cell own(@Nullable Cell[] cells) {
        Thread caller = Thread.currentThread();
        int slot = slotOf(caller);
        Cell cell = cells[slot];
        // Only a thread itself makes itself the owner, so that a plain read is enough to know.
        return cell != null && cell.owner == caller ? cell : claim(caller, slot);
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

    /** The cell of the current thread; null if it has none of its own. */
    @Nullable
    public Cell ownIfAny() {
        // A plain read, since it is this thread's own doing.
        Thread caller = Thread.currentThread();
        Cell cell = cells[slotOf(caller)];
        return cell != null && cell.owner == caller ? cell : null;
    }

    /** The cell of another thread; null if it has none of its own. */
    @Nullable
    public Cell ifAny(Thread thread) {
        Cell cell = (Cell) CELL.getAcquire(cells, slotOf(thread));
        return cell != null && cell.owner == thread ? cell : null;
    }

    /** The cell of all threads that have none of their own. */
    public final Cell shared() {
        return shared;
    }

    /** Adds to the first number of the current thread, and gives the cell that it stands in. */
    public Cell addFirst(long count) {
        Cell cell = own();
        if (cell.isShared()) {
            cell.addFirstAtomically(count);
        } else {
            cell.addFirstRelease(count);
        }
        return cell;
    }

    /** The sum of all first numbers. Never falls if they do not. */
    public long sumFirst() {
        long sum = shared.first;
        for (int slot = 0; slot < CELLS; slot++) {
            Cell cell = (Cell) CELL.getAcquire(cells, slot);
            sum += cell == null ? 0 : cell.first;
        }
        return sum;
    }

    /** The sum of all second numbers. Never falls if they do not. */
    public long sumSecond() {
        long sum = shared.second;
        for (int slot = 0; slot < CELLS; slot++) {
            Cell cell = (Cell) CELL.getAcquire(cells, slot);
            sum += cell == null ? 0 : cell.second;
        }
        return sum;
    }

    /** Two numbers of one thread, or of all that have no cell of their own. */
    @SuppressWarnings("UnusedVariable") // padding is there to be unused
    public static final class Cell extends CellNumbers {

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

        /** Whether several threads count here, so that it does not tell what one of them has counted. */
        public boolean isShared() {
            return owner == null;
        }
    }

    public abstract static class CellNumbers extends CellPadding {

        private static final VarHandle FIRST;
        private static final VarHandle SECOND;

        static {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                FIRST = lookup.findVarHandle(CellNumbers.class, "first", long.class);
                SECOND = lookup.findVarHandle(CellNumbers.class, "second", long.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        // Null for the shared one, for good.
        volatile @Nullable Thread owner;
        public volatile long first;
        public volatile long second;

        CellNumbers(@Nullable Thread owner) {
            this.owner = owner;
        }

        /** Adds to the first number; a full fence. */
        public final void addFirstAtomically(long count) {
            FIRST.getAndAdd(this, count);
        }

        /** Adds to the first number, as its only writer. */
        public final void addFirstRelease(long count) {
            FIRST.setRelease(this, first + count);
        }

        /** Adds to the second number. */
        public final void addSecondAtomically(long count) {
            SECOND.getAndAdd(this, count);
        }

        /** Adds to the second number, as its only writer. */
        public final void addSecondRelease(long count) {
            SECOND.setRelease(this, second + count);
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
