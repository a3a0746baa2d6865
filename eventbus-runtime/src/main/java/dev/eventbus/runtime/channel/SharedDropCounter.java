package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.subscription.ThreadCells;
import java.lang.ref.WeakReference;

/**
 * Counts events that several full channels dropped at once without being offered them. Each of the channels adds the count to its own
 * losses; it is final when whoever counts is gone.
 */
public final class SharedDropCounter extends WeakReference<Object> {

    private final ThreadCells events = new ThreadCells();

    // Set before the channels are told to report, cleared before one reads the count: as BusSubscription.reportPending.
    private volatile boolean toBeReported;

    /**
     * No events so far.
     *
     * @param counting who counts; nothing can be counted when it is not reachable any more
     */
    public SharedDropCounter(Object counting) {
        super(counting);
    }

    // ---- Publishing threads

    /** Counts an event. */
    public void add() {
        events.addFirst(1);
    }

    /** Whether the channels know that there is something to report. */
    public boolean isToBeReported() {
        return toBeReported;
    }

    /** Lets the channels report what was counted. */
    public void requestReports(ChannelIntake[] channels) {
        toBeReported = true;
        for (ChannelIntake channel : channels) {
            channel.subscription().requestReport();
        }
    }

    // ---- Anybody

    /** What is counted from now on leads to another report. */
    void reported() {
        toBeReported = false;
    }

    /** Whether nothing can be counted any more. */
    boolean isGone() {
        return get() == null;
    }

    /** How many events so far. */
    long count() {
        return events.sumFirst();
    }
}
