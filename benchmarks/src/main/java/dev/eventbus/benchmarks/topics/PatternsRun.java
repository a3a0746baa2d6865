package dev.eventbus.benchmarks.topics;

import dev.eventbus.EventBus;
import dev.eventbus.Publisher;
import dev.eventbus.Subscription;
import dev.eventbus.benchmarks.Measurements;
import dev.eventbus.benchmarks.PausedPublishing;
import dev.eventbus.benchmarks.harness.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One round of {@link TopicPatterns}, in its process. Publishing is timed in runs of half the capacity while the
 * subscription that matches is paused, which is resumed between them: so nothing is refused, and no thread of the bus
 * is in the way.
 */
final class PatternsRun {

    private static final int CAPACITY = 1_024;
    private static final int ROUNDS = 5;
    private static final int CHANGES = 1_000;
    private static final AtomicLong HANDLED = new AtomicLong();
    private static final PausedPublishing PUBLISHING = new PausedPublishing(CAPACITY / 2, ROUNDS, HANDLED);

    private PatternsRun() {}

    /**
     * Measures and tells.
     *
     * @param arguments the number of patterns
     * @throws InterruptedException never, unless something else interrupts
     */
    public static void main(String[] arguments) throws InterruptedException {
        int patterns = Integer.parseInt(arguments[0]);
        EventBus bus = EventBus.builder().build();
        Subscription byClass = bus.subscription(Tick.class)
                .topic(Tick.class.getName())
                .capacity(CAPACITY)
                .handle(event -> HANDLED.incrementAndGet());
        List<Subscription> all = new ArrayList<>();
        for (int number = 0; number < patterns; number++) {
            all.add(subscribe(bus, number));
        }
        Subscription one = all.get(7);
        Tick tick = new Tick(42);
        Sighting sighting = new Sighting(42);
        Publisher<Tick> publisher = bus.publisher("user.7.seen.twice", Tick.class);
        new Result("publish-by-class", PUBLISHING.nanos(byClass, () -> bus.publish(tick)), "ns").print();
        new Result("publish-declared-topic", PUBLISHING.nanos(one, () -> bus.publish(sighting)), "ns").print();
        new Result("publishTo", PUBLISHING.nanos(one, () -> bus.publishTo("user.7.seen.twice", tick)), "ns").print();
        new Result("publisher-on-topic", PUBLISHING.nanos(one, () -> publisher.publish(tick)), "ns").print();
        changes(bus, patterns);
        System.exit(0); // closing the bus is not what is measured
    }

    private static Subscription subscribe(EventBus bus, int number) {
        return bus.subscription(Object.class)
                .topic("user." + number + ".**")
                .capacity(CAPACITY)
                .handle(event -> HANDLED.incrementAndGet());
    }

    /** Subscribing and cancelling patterns beside those that are there. */
    private static void changes(EventBus bus, int patterns) {
        List<Double> subscribing = new ArrayList<>();
        List<Double> cancelling = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            List<Subscription> more = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < CHANGES; i++) {
                more.add(subscribe(bus, patterns + i));
            }
            long between = System.nanoTime();
            more.forEach(Subscription::cancel);
            long end = System.nanoTime();
            if (round > 0) {
                subscribing.add((between - start) / 1e3 / CHANGES);
                cancelling.add((end - between) / 1e3 / CHANGES);
            }
        }
        new Result("subscribe", Measurements.median(subscribing), "us").print();
        new Result("cancel", Measurements.median(cancelling), "us").print();
    }
}
