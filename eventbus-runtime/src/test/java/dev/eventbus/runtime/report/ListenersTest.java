package dev.eventbus.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BusListener;
import dev.eventbus.CloseReport;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.LogLines;
import dev.eventbus.runtime.ManualScheduler;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A bus may have several listeners: each gets every call, whatever the others do with theirs. */
class ListenersTest {

    private final LogLines lines = new LogLines();
    private final ManualScheduler time = new ManualScheduler();
    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private final Gate gate = new Gate();
    private final EventBus bus = EventBus.builder()
            .scheduler(time)
            .maxThreads(1)
            .listener(new Noting("first"))
            .listener(new Throwing())
            .listener(new Noting("last"))
            .build();

    @AfterEach
    void close() {
        gate.open();
        bus.close(Duration.ZERO);
        lines.close();
    }

    private final class Noting implements BusListener {

        private final String name;

        Noting(String name) {
            this.name = name;
        }

        @Override
        public void onDropped(Subscription subscription, DropReason reason, long count) {
            calls.add(name + " " + reason + " " + count);
        }

        @Override
        public void onFailed(Subscription subscription, Throwable cause, long count) {
            calls.add(name + " " + cause.getMessage() + " " + count);
        }

        @Override
        public void onStuck(CloseReport.RunningHandler handler) {
            calls.add(name + " stuck " + handler.subscription());
        }

        @Override
        public void onThreadsExhausted(String busName, int maxThreads) {
            calls.add(name + " exhausted " + maxThreads);
        }
    }

    private final class Throwing implements BusListener {

        @Override
        public void onDropped(Subscription subscription, DropReason reason, long count) {
            calls.add("throwing");
            throw new AssertionError("expected");
        }

        @Override
        public void onFailed(Subscription subscription, Throwable cause, long count) {
            calls.add("throwing");
            throw new IllegalStateException("expected");
        }

        @Override
        public void onStuck(CloseReport.RunningHandler handler) {
            calls.add("throwing");
            throw new StackOverflowError("expected");
        }

        @Override
        public void onThreadsExhausted(String busName, int maxThreads) {
            calls.add("throwing");
            throw new OutOfMemoryError("expected");
        }
    }

    private void assertEachIsTold(String what) throws InterruptedException {
        assertThat(calls.poll(30, TimeUnit.SECONDS)).isEqualTo("first " + what);
        assertThat(calls.poll(30, TimeUnit.SECONDS)).isEqualTo("throwing");
        assertThat(calls.poll(30, TimeUnit.SECONDS)).isEqualTo("last " + what);
    }

    @Test
    void ofDrops() throws Exception {
        Subscription full = bus.subscription(Integer.class).capacity(1).handle(event -> {});
        full.pause();
        bus.publish(1);
        bus.publish(2);
        time.advance(Duration.ofSeconds(1));
        assertEachIsTold("OVERFLOW 1");
        bus.close(Duration.ZERO);
        assertEachIsTold("CLOSED 1");
        assertThat(calls).isEmpty();
        assertThat(lines.messages())
                .filteredOn(line -> line.contains("its listener threw"))
                .hasSize(2);
    }

    @Test
    void ofFailures() throws Exception {
        bus.subscribe(Integer.class, event -> {
            throw new IllegalStateException("no");
        });
        bus.publish(1);
        assertThat(bus.awaitIdle(Duration.ofDays(1))).isTrue();
        time.advance(Duration.ofSeconds(1));
        assertEachIsTold("no 1");
        assertThat(calls).isEmpty();
    }

    @Test
    void ofHandlersThatAreStuck() throws Exception {
        bus.subscription(Integer.class)
                .name("stubborn")
                .timeout(Duration.ofMillis(50))
                .handle(event -> gate.passStubbornly());
        bus.publish(1);
        gate.awaitArrival();
        time.advance(Duration.ofMillis(50));
        time.advance(Duration.ofMillis(100));
        assertEachIsTold("stuck stubborn");
    }

    @Test
    void ofExhaustedThreads() throws Exception {
        bus.subscribe(Integer.class, event -> gate.pass());
        bus.subscribe(Long.class, event -> {});
        bus.publish(1);
        gate.awaitArrival();
        bus.publish(1L);
        assertEachIsTold("exhausted 1");
    }
}
