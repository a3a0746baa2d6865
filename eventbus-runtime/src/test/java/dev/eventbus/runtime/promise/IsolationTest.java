package dev.eventbus.runtime.promise;

import static dev.eventbus.testing.Patience.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BusListener;
import dev.eventbus.EventBus;
import dev.eventbus.Handler;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Promise 5: whatever a channel's handler does, publishers and other subscriptions go on. */
class IsolationTest {

    private static final int EVENTS = 1_000;

    private final AtomicBoolean stop = new AtomicBoolean();
    private final Gate gate = new Gate();

    @Test
    void handlersThatBlockForEver() throws Exception {
        assertHealthyNeighbour(200, event -> gate.passStubbornly());
    }

    @Test
    void handlersThatBlockInsideSynchronized() throws Exception {
        Object monitor = new Object();
        assertHealthyNeighbour(200, event -> {
            synchronized (monitor) {
                gate.passStubbornly();
            }
        });
    }

    @Test
    void handlersThatNeverLeaveTheProcessor() throws Exception {
        assertHealthyNeighbour(2 * Runtime.getRuntime().availableProcessors(), event -> {
            while (!stop.get()) {
                Thread.onSpinWait();
            }
        });
    }

    @Test
    void handlersThatThrowAnythingAtAll() throws Exception {
        List<Throwable> anything = List.of(
                new Exception("expected"),
                new RuntimeException("expected"),
                new AssertionError("expected"),
                new StackOverflowError("expected"),
                new OutOfMemoryError("expected"),
                new InterruptedException("expected"),
                new NoClassDefFoundError("expected"));
        AtomicInteger next = new AtomicInteger();
        assertHealthyNeighbour(8, event -> {
            throw IsolationTest.<RuntimeException>sneaky(anything.get(next.getAndIncrement() % anything.size()));
        });
    }

    @Test
    void handlersThatLeaveTheirThreadInterrupted() throws Exception {
        assertHealthyNeighbour(8, event -> Thread.currentThread().interrupt());
    }

    /**
     * Turns are shared by time: a neighbour waits for some calls of a handler that computes, not for as many as its
     * own would be.
     */
    @Test
    void aNeighbourWaitsForFewCallsOfAHandlerThatComputes() throws Exception {
        int events = 2_000;
        try (EventBus bus = EventBus.builder().maxThreads(1).build()) {
            AtomicInteger calls = new AtomicInteger();
            AtomicInteger callsBeforeNeighbour = new AtomicInteger();
            bus.subscribe(String.class, event -> callsBeforeNeighbour.set(calls.get()));
            bus.subscription(Integer.class).capacity(events).handle(event -> {
                gate.pass();
                long end = System.nanoTime() + 20_000;
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
                if (calls.incrementAndGet() == events / 2) {
                    bus.publish("neighbour");
                }
            });
            for (int i = 0; i < events; i++) {
                bus.publish(i);
            }
            gate.open();
            awaitIdle(bus);
            assertThat(callsBeforeNeighbour.get() - events / 2).isLessThan(16);
        }
    }

    private void assertHealthyNeighbour(int bad, Handler<Integer> badHandler) throws Exception {
        EventBus bus = EventBus.builder().build();
        List<Integer> handled = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(EVENTS);
        AtomicInteger foreignInterrupts = new AtomicInteger();
        for (int i = 0; i < bad; i++) {
            bus.subscription(Integer.class).capacity(1).handle(badHandler);
        }
        Subscription healthy = bus.subscription(Integer.class).capacity(EVENTS).handle(event -> {
            if (Thread.currentThread().isInterrupted()) {
                foreignInterrupts.incrementAndGet();
            }
            handled.add(event);
            all.countDown();
        });
        for (int i = 0; i < EVENTS; i++) {
            bus.publish(i);
        }
        Gate.await(all);
        assertThat(handled).hasSize(EVENTS).isSorted();
        assertThat(healthy.stats().dropped()).isZero();
        assertThat(foreignInterrupts).hasValue(0);
        stop.set(true);
        gate.open();
        bus.close();
    }

    @Test
    void reachingMaxThreadsDelaysAndIsCountedButStrandsNothing() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        EventBus bus = EventBus.builder()
                .maxThreads(2)
                .listener(new BusListener() {
                    @Override
                    public void onThreadsExhausted(String busName, int maxThreads) {
                        told.countDown();
                    }
                })
                .build();
        bus.subscribe(String.class, event -> gate.passStubbornly());
        bus.subscribe(String.class, event -> gate.passStubbornly());
        bus.publish("both threads");
        gate.awaitArrival();
        gate.awaitArrival();
        AtomicInteger handled = new AtomicInteger();
        bus.subscribe(Integer.class, event -> handled.incrementAndGet());
        bus.publish(1);
        Gate.await(told);
        assertThat(bus.stats().threadsExhausted()).isPositive();
        assertThat(handled).hasValue(0);
        gate.open();
        awaitIdle(bus);
        assertThat(handled).hasValue(1);
        bus.close();
    }

    @Test
    void anExecutorThatRejectsDelaysAndStrandsNothing() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        EventBus bus = EventBus.builder()
                .executor(task -> {
                    if (calls.incrementAndGet() % 3 != 0) {
                        throw new RejectedExecutionException("expected");
                    }
                    new Thread(task).start();
                })
                .build();
        AtomicInteger handled = new AtomicInteger();
        bus.subscribe(Integer.class, event -> handled.incrementAndGet());
        bus.subscribe(Integer.class, event -> handled.incrementAndGet());
        for (int i = 0; i < 100; i++) {
            bus.publish(i);
        }
        awaitIdle(bus);
        assertThat(handled).hasValue(200);
        bus.close();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T sneaky(Throwable failure) throws T {
        throw (T) failure;
    }
}
