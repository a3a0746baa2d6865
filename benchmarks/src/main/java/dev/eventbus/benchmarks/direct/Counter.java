package dev.eventbus.benchmarks.direct;

/** A subscriber that counts its events. */
public interface Counter {

    /**
     * Counts one event.
     *
     * @param ping the event
     */
    void onPing(Ping ping);

    /**
     * The events so far.
     *
     * @return a number of events
     */
    long count();
}
