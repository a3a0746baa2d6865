package dev.eventbus.runtime.subscription;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Cells in which threads count, each in one of its own where it can: a cell with one writer needs no atomic operation.
 *
 * <p>A thread finds its cell by its id and keeps it as long as it lives. A thread whose cell belongs to another counts
 * in one that all such threads share, where it has to add atomically. What an ended thread has counted stays, and its
 * cell goes to the next thread that needs it. Each cell has two numbers, for the two ends of what is counted.
 *
 * <p>Threading: any. Memory: a cell of some 200 bytes for each thread, up to some times the number of CPUs. The cells
 * are {@link java.util.concurrent.atomic.LongAdder}'s idea; their owners are an addition.
 */
public class ThreadCells {

    private static final int CELLS =
            Integer.highestOneBit(Math.min(64, 4 * Runtime.getRuntime().availableProcessors()));

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(Cell[].class);

    /** Stands in each place that has no cell yet. Nobody owns it, and nothing is counted in it. */
    private static final Cell VACANT = new Cell(null);

    private final Cell[] cells = new Cell[CELLS];
    private final Cell shared = new Cell(null);

    public ThreadCells() {
        Arrays.fill(cells, VACANT);
    }

    private Cell cellAcquire(int slot) {
        return (Cell) CELL.getAcquire(cells, slot);
    }

    /** The cell for the current thread to count in. */
    public Cell own() {
        return own(cells);
    }

    /** The cells, for a caller that keeps them: that saves publishing one load on the way to its cell. */
    public final Cell[] cells() {
        return cells;
    }

    /**
     * The cell for the current thread to count in.
     *
     * @param cells {@link #cells()}
     */
    public final Cell own(Cell[] cells) {
        Thread caller = Thread.currentThread();
        int slot = slotOf(caller);
        Cell cell = cells[slot];
        // Only a thread itself makes itself the owner, so that a plain read is enough to know.
        return cell.owner == caller ? cell : claim(caller, slot);
    }

    @SuppressWarnings("deprecation") // threadId() is younger than JDK 17; whatever a subclass makes of getId() will do
    private static int slotOf(Thread thread) {
        return (int) thread.getId() & (CELLS - 1);
    }

    private Cell claim(Thread caller, int slot) {
        Cell cell = cellAcquire(slot);
        if (cell == VACANT) {
            Cell created;
            try {
                created = new Cell(caller);
            } catch (OutOfMemoryError full) {
                return shared;
            }
            cell = (Cell) CELL.compareAndExchange(cells, slot, VACANT, created);
            if (cell == VACANT) {
                return created;
            }
        }
        Thread owner = Objects.requireNonNull(cell.owner);
        // What a thread has written happens-before isAlive() returns false for it.
        return !owner.isAlive() && cell.casOwner(owner, caller) ? cell : shared;
    }

    /** The cell of the current thread; if it has none of its own, one in which nothing is counted. */
    protected final Cell ownOrVacant() {
        // A plain read, since only this thread makes itself the owner.
        Thread caller = Thread.currentThread();
        Cell cell = cells[slotOf(caller)];
        return cell.owner == caller ? cell : VACANT;
    }

    /** The cell of another thread; if it has none of its own, the one that such threads share. */
    protected final Cell ownOrShared(Thread thread) {
        Cell cell = cellAcquire(slotOf(thread));
        return cell.owner == thread ? cell : shared;
    }

    /** Adds to the first number of the current thread, and returns the cell that it counts in. */
    public final Cell addFirst(long count) {
        Cell cell = own();
        if (cell.isShared()) {
            cell.addFirstAtomically(count);
        } else {
            cell.addFirstRelease(count);
        }
        return cell;
    }

    /** The sum of all first numbers. Never falls if they do not. */
    public final long sumFirst() {
        long sum = shared.first;
        for (int slot = 0; slot < CELLS; slot++) {
            sum += cellAcquire(slot).first;
        }
        return sum;
    }

    /** The sum of all second numbers. Never falls if they do not. */
    public final long sumSecond() {
        long sum = shared.second;
        for (int slot = 0; slot < CELLS; slot++) {
            sum += cellAcquire(slot).second;
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

        /** Whether several threads count here. */
        public boolean isShared() {
            return owner == null;
        }
    }

    public abstract static class CellNumbers extends CellPadding {

        private static final VarHandle FIRST;
        private static final VarHandle SECOND;
        private static final VarHandle OWNER;

        static {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                FIRST = lookup.findVarHandle(CellNumbers.class, "first", long.class);
                SECOND = lookup.findVarHandle(CellNumbers.class, "second", long.class);
                OWNER = lookup.findVarHandle(CellNumbers.class, "owner", Thread.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        // Null for the shared one, forever.
        volatile @Nullable Thread owner;
        public volatile long first;
        public volatile long second;

        CellNumbers(@Nullable Thread owner) {
            this.owner = owner;
        }

        final boolean casOwner(Thread expected, Thread owner) {
            return OWNER.compareAndSet(this, expected, owner);
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
