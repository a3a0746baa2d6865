package dev.eventbus.benchmarks.channel;

import dev.eventbus.benchmarks.harness.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures, in this JVM, how many events a second one contender delivers to healthy subscribers beside stuck ones.
 * Each healthy one must get each event, else the run fails. A peer that makes no progress for two seconds has the
 * figure 0; this project's bus fails then.
 */
public final class IsolationRun {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LOOK_MILLIS = 50;
    private static final long WARM_UP_MILLIS = 2_000;

    private IsolationRun() {}

    /**
     * Measures and prints one line.
     *
     * @param arguments the contender, the number of stuck and of healthy subscribers, the capacity, and milliseconds
     * @throws InterruptedException never, unless something else interrupts
     * @throws ExecutionException if publishing fails, or the figures are not exact
     */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        Stuck.takeMonitor();
        List<Counter> healthy = Stream.generate(Counter::new)
                .limit(Integer.parseInt(arguments[2]))
                .toList();
        List<Subscriber> all = new ArrayList<>();
        IntStream.range(0, Integer.parseInt(arguments[1])).mapToObj(Stuck::new).forEach(all::add);
        all.addAll(healthy);
        Contender contender = Contenders.start(arguments[0], all, Integer.parseInt(arguments[3]));
        CompletableFuture<Double> throughput = new CompletableFuture<>();
        // In a thread of its own, which may wait for ever.
        new DaemonThread(() -> {
                    try {
                        throughput.complete(measure(contender, healthy, Long.parseLong(arguments[4])));
                    } catch (InterruptedException | RuntimeException failure) {
                        throughput.completeExceptionally(failure);
                    }
                })
                .start();
        boolean moving = awaitStandstill(healthy, throughput);
        if (!moving && arguments[0].equals(Contenders.OURS)) {
            throw new IllegalStateException("the bus stands still");
        }
        new Result("healthy-throughput", moving ? throughput.get() : 0, "M/s").print();
        // Stuck handlers are not waited for.
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static double measure(Contender contender, List<Counter> healthy, long millis) throws InterruptedException {
        Publishers publishers = new Publishers(contender, 1);
        long published = publishers.publish(TimeUnit.MILLISECONDS.toNanos(Math.max(WARM_UP_MILLIS, millis / 2)));
        Delivery.awaitDrained(healthy, published);
        // Objects lie where a collector puts them, as in any program that runs for a while.
        System.gc();
        long start = System.nanoTime();
        long events = publishers.publish(TimeUnit.MILLISECONDS.toNanos(millis));
        Delivery.awaitDrained(healthy, published + events);
        return 1e3 * events * healthy.size() / (System.nanoTime() - start);
    }

    /** Waits for the end or a standstill; true if it is the end. */
    private static boolean awaitStandstill(List<Counter> healthy, CompletableFuture<Double> throughput)
            throws InterruptedException, ExecutionException {
        long last = -1;
        long since = System.nanoTime();
        while (System.nanoTime() - since < PATIENCE_NANOS) {
            try {
                throughput.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException goesOn) {
                long all = healthy.stream().mapToLong(Counter::handled).sum();
                if (all != last) {
                    last = all;
                    since = System.nanoTime();
                }
            }
        }
        return false;
    }
}
