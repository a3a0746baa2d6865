package dev.eventbus.benchmarks.channel;

import dev.eventbus.benchmarks.harness.Result;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures, in this JVM, how long one contender takes from just before an event is published to the start of its
 * handler, with one publisher, one subscriber and a pause between events.
 */
public final class LatencyRun {

    /** A publisher that sleeps a millisecond between events: the subscriber's thread has gone to rest. */
    static final String IDLE = "idle";

    /**
     * A publisher that spins a microsecond between events: does the subscriber's thread wait a little before it
     * rests?
     */
    static final String LINGER = "linger";

    private static final int CAPACITY = 1_024;
    private static final long LINGER_NANOS = 1_000;
    private static final int WARM_UP_EVENTS = 200_000;
    // So that the way from rest to the handler is compiled too. As many milliseconds would be too few.
    private static final int WARM_UP_WAKES = 15_000;
    private static final long WAKE_NANOS = 100_000;

    private final Contender contender;
    private final Stopwatch stopwatch;
    private final Tick[] ticks;
    private long published;

    private LatencyRun(Contender contender, Stopwatch stopwatch, Tick[] ticks) {
        this.contender = contender;
        this.stopwatch = stopwatch;
        this.ticks = ticks;
    }

    /**
     * Measures and prints a line for each percentile.
     *
     * @param arguments the contender, {@code idle} or {@code linger}, and milliseconds
     * @throws InterruptedException never, unless something else interrupts
     */
    public static void main(String[] arguments) throws InterruptedException {
        boolean linger = arguments[1].equals(LINGER);
        long nanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[2]));
        // More than fit into the channel, so that no start is overwritten under way.
        Tick[] ticks = Tick.make(4 * CAPACITY);
        Stopwatch stopwatch = new Stopwatch(ticks.length);
        try (Contender contender = Contenders.start(arguments[0], List.of(stopwatch), CAPACITY)) {
            LatencyRun run = new LatencyRun(contender, stopwatch, ticks);
            for (int number = 0; number < WARM_UP_EVENTS; number++) {
                run.publish();
            }
            for (int number = 0; number < WARM_UP_WAKES && !linger; number++) {
                LockSupport.parkNanos(WAKE_NANOS);
                run.publish();
            }
            run.publishUntil(System.nanoTime() + nanos / 4, linger);
            Delivery.awaitDrained(List.of(stopwatch), run.published);
            stopwatch.reset();
            run.publishUntil(System.nanoTime() + nanos, linger);
            Delivery.awaitDrained(List.of(stopwatch), run.published);
        }
        new Result("p50", stopwatch.micros(50), "us").print();
        if (!linger) {
            new Result("p90", stopwatch.micros(90), "us").print();
            new Result("p99", stopwatch.micros(99), "us").print();
        }
        System.exit(0);
    }

    private void publishUntil(long end, boolean linger) throws InterruptedException {
        while (System.nanoTime() < end) {
            if (linger) {
                long next = System.nanoTime() + LINGER_NANOS;
                while (System.nanoTime() < next) {
                    Thread.onSpinWait();
                }
            } else {
                Thread.sleep(1);
            }
            publish();
        }
    }

    private void publish() {
        Tick tick = ticks[(int) (published++ % ticks.length)];
        stopwatch.start(tick);
        contender.publish(tick);
    }
}
