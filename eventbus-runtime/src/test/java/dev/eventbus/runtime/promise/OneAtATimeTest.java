package dev.eventbus.runtime.promise;

import static dev.eventbus.testing.Patience.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.EventBus;
import dev.eventbus.PublishResult;
import dev.eventbus.testing.Publishers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** Promise 4: a channel's handler never runs twice at once, and each call happens-before the next. */
class OneAtATimeTest {

    /** Without volatile or lock: a count is lost if two calls overlap or do not see each other. */
    private static final class PlainCounter {
        private long value;
    }

    @Test
    void inThreadsOfTheBus() throws Exception {
        try (EventBus bus = EventBus.builder().build()) {
            assertNoCallIsLost(bus);
        }
    }

    @Test
    void inAUsersExecutorOfManyThreads() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try (EventBus bus = EventBus.builder().executor(executor).build()) {
            assertNoCallIsLost(bus);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void inAnExecutorThatRunsInTheCallersThread() throws Exception {
        try (EventBus bus = EventBus.builder().executor(Runnable::run).build()) {
            assertNoCallIsLost(bus);
        }
    }

    private static void assertNoCallIsLost(EventBus bus) throws InterruptedException {
        PlainCounter counter = new PlainCounter();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        bus.subscribe(Integer.class, event -> {
            if (inside.incrementAndGet() > 1) {
                overlaps.incrementAndGet();
            }
            counter.value++;
            inside.decrementAndGet();
        });
        LongAdder accepted = new LongAdder();
        Publishers.run(4, publisher -> {
            for (int i = 0; i < 50_000; i++) {
                PublishResult result = bus.publish(i);
                accepted.add(result.accepted());
            }
        });
        awaitIdle(bus);
        assertThat(overlaps).hasValue(0);
        assertThat(counter.value).isEqualTo(accepted.sum()).isPositive();
    }
}
