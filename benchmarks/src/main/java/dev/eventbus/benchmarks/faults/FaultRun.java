package dev.eventbus.benchmarks.faults;

import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.Publisher;
import dev.eventbus.benchmarks.harness.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One round of {@link FaultCost}, in its process: one publisher, seven healthy subscribers, and one that always fails
 * or none.
 */
final class FaultRun {

    private static final int HEALTHY = 7;
    private static final int EVENTS_BETWEEN_LOOKS = 256;

    private FaultRun() {}

    /**
     * Measures and tells.
     *
     * @param arguments how many subscribers always fail, and milliseconds
     * @throws InterruptedException never, unless something else interrupts
     */
    public static void main(String[] arguments) throws InterruptedException {
        int failing = Integer.parseInt(arguments[0]);
        long millis = Long.parseLong(arguments[1]);
        EventBus bus = EventBus.builder().build();
        List<Count> healthy = new ArrayList<>();
        for (int i = 0; i < HEALTHY; i++) {
            Count count = new Count();
            healthy.add(count);
            bus.subscription(Tick.class)
                    .overflow(Overflow.BLOCK)
                    .blockWithoutLimit()
                    .handle(count::add);
        }
        for (int i = 0; i < failing; i++) {
            bus.subscription(Tick.class).handle(event -> {
                throw new IllegalStateException("expected");
            });
        }
        Publisher<Tick> publisher = bus.publisher(Tick.class);
        long warmUp = publish(bus, publisher, millis);
        // Objects lie where a collector puts them, as in any program that runs for a while.
        System.gc();
        long start = System.nanoTime();
        long events = publish(bus, publisher, millis);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (healthy.stream().anyMatch(count -> count.events != warmUp + events)) {
            throw new IllegalStateException("not lossless: " + bus.stats());
        }
        new Result("healthy-throughput", HEALTHY * events / seconds / 1e6, "M/s").print();
        bus.close(Duration.ofSeconds(10));
    }

    private static long publish(EventBus bus, Publisher<Tick> publisher, long millis) throws InterruptedException {
        Tick tick = new Tick(42);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long events = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < EVENTS_BETWEEN_LOOKS; i++) {
                publisher.publish(tick);
            }
            events += EVENTS_BETWEEN_LOOKS;
        }
        if (!bus.awaitIdle(Duration.ofMinutes(1))) {
            throw new IllegalStateException("not idle: " + bus.stats());
        }
        return events;
    }

    /** A subscriber; called by one thread at a time. */
    private static final class Count {
        private long events;

        void add(Tick tick) {
            events++;
        }
    }
}
