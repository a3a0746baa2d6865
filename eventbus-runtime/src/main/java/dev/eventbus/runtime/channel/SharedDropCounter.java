package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.subscription.ThreadCells;
import java.lang.ref.WeakReference;

/**
 * Counts events that several full channels dropped at once without being offered them. Each of the channels adds the
 * count to its own losses. The count is final when its owner is no longer reachable.
 */
public final class SharedDropCounter extends WeakReference<Object> {

    private final ThreadCells events = new ThreadCells();

    // Set before the channels are asked to report, cleared before one reads the count: as
    // BusSubscription.reportPending.
    private volatile boolean reportPending;

    /**
     * A count of 0.
     *
     * @param owner who counts; nothing can be counted when it is not reachable any more
     */
    public SharedDropCounter(Object owner) {
        super(owner);
    }

    // ---- Publishing threads

    /** Counts an event. */
    public void add() {
        events.addFirst(1);
    }

    /** Whether the channels were asked to report since the last report was taken. */
    public boolean isReportPending() {
        return reportPending;
    }

    /** To be called before the channels are asked to report. */
    public void setReportPending() {
        reportPending = true;
    }

    // ---- Any thread

    /** What is counted from now on leads to another report. */
    void onReportTaken() {
        reportPending = false;
    }

    /** Whether nothing can be counted any more. */
    boolean isFinal() {
        return refersTo(null);
    }

    long count() {
        return events.sumFirst();
    }
}
