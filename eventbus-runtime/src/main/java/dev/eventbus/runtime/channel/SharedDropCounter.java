package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.subscription.ThreadCells;

/**
 * Counts events that several full channels dropped at once without being offered them. Each of the channels adds the
 * count to its own losses.
 */
public final class SharedDropCounter {

    private final ThreadCells events = new ThreadCells();

    // Set before the channels are asked to report, cleared before one reads the count: as
    // BusSubscription.reportPending.
    private volatile boolean reportPending;

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

    long count() {
        return events.sumFirst();
    }
}
