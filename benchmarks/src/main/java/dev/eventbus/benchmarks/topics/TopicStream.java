package dev.eventbus.benchmarks.topics;

import dev.eventbus.EventBus;
import dev.eventbus.benchmarks.UsedHeap;
import dev.eventbus.benchmarks.harness.Result;

/** One round of ever new topics, in its process: each is published on once, and one pattern matches them all. */
final class TopicStream {

    private TopicStream() {}

    /**
     * Measures and tells.
     *
     * @param arguments the number of topics
     * @throws InterruptedException never, unless something else interrupts
     */
    public static void main(String[] arguments) throws InterruptedException {
        int topics = Integer.parseInt(arguments[0]);
        try (EventBus bus = EventBus.builder().build()) {
            bus.subscription(Tick.class).topic("user.*").handle(event -> {});
            Tick tick = new Tick(42);
            long before = UsedHeap.bytes();
            long start = System.nanoTime();
            for (int i = 0; i < topics; i++) {
                bus.publishTo("user." + i, tick);
            }
            new Result("publish-on-new-topic", (System.nanoTime() - start) / 1e3 / topics, "us").print();
            new Result("heap-kept", (UsedHeap.bytes() - before) / 1e6, "MB").print();
        }
    }
}
