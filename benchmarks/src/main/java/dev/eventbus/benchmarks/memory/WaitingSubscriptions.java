package dev.eventbus.benchmarks.memory;

import dev.eventbus.EventBus;
import dev.eventbus.Publisher;
import dev.eventbus.Subscription;
import dev.eventbus.benchmarks.FreshJvm;
import dev.eventbus.benchmarks.PausedPublishing;
import dev.eventbus.benchmarks.UsedHeap;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One count of {@link IdleSubscriptions}, in its process. Publishing is timed in runs of half the capacity while the
 * subscription is paused, and it is resumed between them: so nothing is refused, and no thread of the bus is in the
 * way.
 */
final class WaitingSubscriptions {

    private static final int CAPACITY = 1_024;
    private static final int ROUNDS = 7;
    private static final AtomicLong HANDLED = new AtomicLong();
    private static final PausedPublishing PUBLISHING = new PausedPublishing(CAPACITY / 2, ROUNDS, HANDLED);

    private final int count;
    private final Tick tick = new Tick(42);

    private WaitingSubscriptions(int count) {
        this.count = count;
    }

    /**
     * Measures and tells.
     *
     * @param arguments the number of subscriptions
     * @throws InterruptedException never, unless something else interrupts
     */
    public static void main(String[] arguments) throws InterruptedException {
        new WaitingSubscriptions(Integer.parseInt(arguments[0])).measure();
    }

    private void measure() throws InterruptedException {
        // Another bus first, so that what is needed only once is not counted.
        try (EventBus first = EventBus.builder().build()) {
            subscribe(first, 0);
            first.publishTo("t.0", tick);
        }
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        EventBus bus = EventBus.builder().build();
        long heap = UsedHeap.bytes();
        long start = System.nanoTime();
        Subscription one = subscribe(bus, 0);
        for (int number = 1; number < count; number++) {
            Subscription next = subscribe(bus, number);
            if (number == count / 2) {
                one = next;
            }
            if (number % 10_000 == 9_999) {
                System.out.printf("%,d subscribed after %,d ms%n", number + 1, (System.nanoTime() - start) / 1_000_000);
            }
        }
        FreshJvm.tell("subscribing, ms", (System.nanoTime() - start) / 1e6);
        if (count > 1) {
            // One alone would be told what the bus makes with its first.
            FreshJvm.tell("heap per subscription, B", (double) (UsedHeap.bytes() - heap) / count);
        }
        FreshJvm.tell(
                "threads, more than before", ManagementFactory.getThreadMXBean().getThreadCount() - threads);
        String topic = "t." + count / 2;
        Publisher<Tick> publisher = bus.publisher(topic, Tick.class);
        FreshJvm.tell("publishTo, ns", PUBLISHING.nanos(one, () -> bus.publishTo(topic, tick)));
        FreshJvm.tell("publisher, ns", PUBLISHING.nanos(one, () -> publisher.publish(tick)));
        start = System.nanoTime();
        bus.close();
        FreshJvm.tell("closing, ms", (System.nanoTime() - start) / 1e6);
    }

    private static Subscription subscribe(EventBus bus, int number) {
        return bus.subscription(Tick.class)
                .topic("t." + number)
                .capacity(CAPACITY)
                .handle(event -> HANDLED.addAndGet(1));
    }
}
