package dev.eventbus.benchmarks.channel;

import dev.eventbus.benchmarks.harness.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures how many events a second one contender delivers, in this JVM: a warm-up and some windows of the same
 * shape. A window ends when everything published in it has been handled, so nothing is counted that is not delivered;
 * a lost or doubled event fails the run. The figure is the median of the windows.
 */
public final class ChannelRun {

    private static final int WINDOWS = 5;
    private static final long LEAST_WARM_UP_MILLIS = 1_000;

    private final List<Counter> counters;
    private final Publishers publishers;
    private long published;

    private ChannelRun(List<Counter> counters, Publishers publishers) {
        this.counters = counters;
        this.publishers = publishers;
    }

    /**
     * Measures and prints one line.
     *
     * @param arguments the contender, publishers, subscribers, capacity, and the milliseconds of all windows together
     * @throws InterruptedException never, unless something else interrupts
     */
    public static void main(String[] arguments) throws InterruptedException {
        Shape shape = Shape.parse(String.join("-", arguments[1], arguments[2], arguments[3]));
        long millis = Long.parseLong(arguments[4]);
        List<Counter> counters =
                Stream.generate(Counter::new).limit(shape.subscribers()).toList();
        List<Double> windows = new ArrayList<>();
        ChannelRun run;
        try (Contender contender = Contenders.start(arguments[0], counters, shape.capacity())) {
            run = new ChannelRun(counters, new Publishers(contender, shape.publishers()));
            run.window(Math.max(LEAST_WARM_UP_MILLIS, millis / 2));
            // Objects lie where a collector puts them, as in any program that runs for a while.
            System.gc();
            for (int window = 0; window < WINDOWS; window++) {
                windows.add(run.window(millis / WINDOWS));
            }
        }
        // Once more after the end, when nothing can come late.
        Delivery.check(counters, run.published);
        windows.sort(null);
        new Result("throughput", windows.get(WINDOWS / 2), "M/s").print();
        // Some contenders leave threads behind.
        System.exit(0);
    }

    /** Millions of deliveries a second. */
    private double window(long millis) throws InterruptedException {
        long start = System.nanoTime();
        long events = publishers.publish(TimeUnit.MILLISECONDS.toNanos(millis));
        published += events;
        Delivery.awaitDrained(counters, published);
        return 1e3 * events * counters.size() / (System.nanoTime() - start);
    }
}
