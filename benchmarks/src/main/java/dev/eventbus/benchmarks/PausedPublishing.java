package dev.eventbus.benchmarks;

import dev.eventbus.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Times publishing in runs while the subscription that matches is paused, which is resumed between them: so nothing
 * is refused, and no thread of the bus is in the way.
 *
 * @param run how many events are published in a run: fewer than the channel's capacity
 * @param rounds how many rounds of runs there are, after one to warm up
 * @param handledEvents what the handler raises with each event
 */
public record PausedPublishing(int run, int rounds, AtomicLong handledEvents) {

    private static final int RUNS = 500;

    /**
     * Measures.
     *
     * @param subscription the subscription that is paused
     * @param publish publishes one event to it
     * @return nanoseconds for each event, the median of the rounds
     * @throws InterruptedException never, unless something else interrupts
     */
    public double nanos(Subscription subscription, Runnable publish) throws InterruptedException {
        List<Double> figures = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            long nanos = 0;
            for (int each = 0; each < RUNS; each++) {
                long handled = handledEvents.get() + run;
                subscription.pause();
                long start = System.nanoTime();
                for (int number = 0; number < run; number++) {
                    publish.run();
                }
                nanos += System.nanoTime() - start;
                subscription.resume();
                while (handledEvents.get() != handled) {
                    Thread.sleep(0, 50_000);
                }
            }
            // The first round only warms up.
            if (round > 0) {
                figures.add((double) nanos / RUNS / run);
            }
        }
        return Measurements.median(figures);
    }
}
