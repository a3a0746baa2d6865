package dev.eventbus.benchmarks.memory;

import com.sun.management.ThreadMXBean;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.Publisher;
import dev.eventbus.benchmarks.FreshJvm;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * One round of {@link AllocationPerDelivery}, in its process: as many events again to warm up, then the ones that
 * count.
 */
final class CountedDeliveries {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What threads of the bus had allocated when they ended. */
    private final Map<Long, Long> ended = new ConcurrentHashMap<>();

    private final EventBus bus = EventBus.builder().threadFactory(this::thread).build();
    private final Publisher<Tick> publisher = bus.publisher(Tick.class);
    private final Tick tick = new Tick(42);

    private CountedDeliveries() {}

    /**
     * Measures and tells.
     *
     * @param arguments the number of channels and the number of events
     * @throws InterruptedException never, unless something else interrupts
     */
    public static void main(String[] arguments) throws InterruptedException {
        new CountedDeliveries().measure(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    }

    private void measure(int channels, int events) throws InterruptedException {
        List<Count> counts = Stream.generate(Count::new).limit(channels).toList();
        for (Count count : counts) {
            bus.subscription(Tick.class)
                    .overflow(Overflow.BLOCK)
                    .blockWithoutLimit()
                    .handle(count::add);
        }
        publish(events);
        Map<Long, Long> before = allocated();
        long start = System.nanoTime();
        publish(events);
        long nanos = System.nanoTime() - start;
        Map<Long, Long> after = allocated();
        long bytes = 0;
        for (Map.Entry<Long, Long> thread : after.entrySet()) {
            bytes += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
        }
        long deliveries = (long) channels * events;
        if (counts.stream().anyMatch(count -> count.events != 2L * events)) {
            throw new IllegalStateException("not lossless: " + bus.stats());
        }
        FreshJvm.tell("bytes/delivery", (double) bytes / deliveries);
        FreshJvm.tell("million deliveries/s", deliveries * 1e3 / nanos);
        bus.close();
    }

    private void publish(int events) throws InterruptedException {
        for (int number = 0; number < events; number++) {
            publisher.publish(tick);
        }
        if (!bus.awaitIdle(Duration.ofMinutes(2))) {
            throw new IllegalStateException("not idle: " + bus.stats());
        }
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(() -> {
            work.run();
            long id = Thread.currentThread().getId();
            ended.put(id, THREADS.getThreadAllocatedBytes(id));
        });
        thread.setDaemon(true);
        return thread;
    }

    private Map<Long, Long> allocated() {
        Map<Long, Long> bytes = new HashMap<>();
        for (long id : THREADS.getAllThreadIds()) {
            // -1 for one that has ended since.
            bytes.put(id, Math.max(0, THREADS.getThreadAllocatedBytes(id)));
        }
        bytes.putAll(ended);
        return bytes;
    }

    /** A subscriber; called by one thread at a time. */
    private static final class Count {
        private long events;

        void add(Tick tick) {
            events++;
        }
    }
}
