package dev.eventbus.benchmarks.channel;

import org.HdrHistogram.Histogram;

/**
 * A subscriber that measures how long an event was under way: from just before it was published to the start of its
 * handler. Between two {@linkplain #reset resets} fewer events may be under way than there are ticks.
 */
final class Stopwatch implements Subscriber {

    private static final long LONGEST_NANOS = 100_000_000_000L;
    private static final int DIGITS = 3;

    private final Histogram nanos = new Histogram(LONGEST_NANOS, DIGITS);
    private final long[] starts;
    private final Counter counter = new Counter();

    Stopwatch(int ticks) {
        starts = new long[ticks];
    }

    /** Called by the publisher just before it publishes; the hand-over makes the time visible to the handler. */
    void start(Tick tick) {
        starts[tick.number()] = System.nanoTime();
    }

    @Override
    public void handle(Tick tick) {
        long now = System.nanoTime();
        nanos.recordValue(Math.min(now - starts[tick.number()], LONGEST_NANOS));
        counter.handle(tick);
    }

    @Override
    public long handled() {
        return counter.handled();
    }

    /** Forgets what was measured; only while nothing is under way. */
    void reset() {
        nanos.reset();
    }

    /** What so many percent of the events took at most; only while nothing is under way. */
    double micros(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e3;
    }
}
