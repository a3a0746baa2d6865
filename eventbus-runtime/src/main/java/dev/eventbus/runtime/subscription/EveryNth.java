package dev.eventbus.runtime.subscription;

/** Picks every nth event of each thread, without an atomic operation where a thread has a cell of its own. */
public final class EveryNth {

    private final int number;
    private final ThreadCells events = new ThreadCells();

    /** Begins to count to a number. */
    public EveryNth(int number) {
        this.number = number;
    }

    /** Counts an event; returns whether it is picked. */
    public boolean isNext() {
        return events.addFirst(1).first % number == 0;
    }
}
