package dev.eventbus.runtime.report;

import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BusListener;
import dev.eventbus.BusScheduler;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.LogLines;
import dev.eventbus.runtime.ManualScheduler;
import dev.eventbus.testing.Repetitions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Losses and failures are told soon, once, and without flooding the log. */
class LossReporterTest {

    private final LogLines lines = new LogLines();
    private final LinkedBlockingQueue<Long> told = new LinkedBlockingQueue<>();
    private final ManualScheduler time = new ManualScheduler();
    private final BusListener listener = new BusListener() {
        @Override
        public void onDropped(Subscription subscription, DropReason reason, long count) {
            told.add(count);
        }

        @Override
        public void onFailed(Subscription subscription, Throwable cause, long count) {
            told.add(count);
        }
    };

    @AfterEach
    void stopListening() {
        lines.close();
    }

    private long nextTold() throws InterruptedException {
        Long count = told.poll(30, TimeUnit.SECONDS);
        assertThat(count).as("the listener is told").isNotNull();
        return count;
    }

    @Test
    void theFirstLossIsReportedAtOnceAndLaterOnesOnceASecond() throws Exception {
        EventBus bus =
                EventBus.builder().name("b").scheduler(time).listener(listener).build();
        Gate gate = new Gate();
        bus.subscription(Integer.class).name("slow").capacity(1).handle(event -> gate.pass());
        bus.publish(0);
        gate.awaitArrival();
        bus.publish(1);
        bus.publish(2);
        time.advance(Duration.ofMillis(100));
        assertThat(nextTold()).isEqualTo(1);
        until(() -> !messages().isEmpty());
        for (int i = 0; i < 1_000; i++) {
            bus.publish(i);
        }
        time.advance(Duration.ofMillis(900));
        assertThat(told).isEmpty();
        time.advance(Duration.ofMillis(100));
        assertThat(nextTold()).isEqualTo(1_000);
        // The listener has heard of both by now, the log of the first only: the rest is due ten seconds after it.
        gate.open();
        bus.close();
        assertThat(messages())
                .containsExactly(
                        "Bus b: subscription slow lost 1 event (OVERFLOW), 1 in all.",
                        "Bus b: subscription slow lost 1000 events (OVERFLOW), 1001 in all.");
    }

    @Test
    void aStormOfFailuresIsSomeLines() throws Exception {
        EventBus bus =
                EventBus.builder().name("b").scheduler(time).listener(listener).build();
        bus.subscription(Integer.class).name("bad").capacity(1 << 20).handle(event -> {
            throw new IllegalStateException("expected");
        });
        long failures = 0;
        for (int second = 0; second < 30; second++) {
            for (int i = 0; i < 1_000; i++) {
                bus.publish(i);
            }
            long published = 1_000L * (second + 1);
            until(() -> bus.stats().subscriptions().get(0).failed() >= published);
            time.advance(Duration.ofSeconds(1));
            while (failures < published) {
                failures += nextTold();
            }
        }
        bus.close();
        assertThat(failures).isEqualTo(30_000);
        assertThat(messages())
                .hasSizeBetween(2, 5)
                .allMatch(line -> line.startsWith("Bus b: the handler of subscription bad"));
        assertThat(messages().get(messages().size() - 1)).contains("30000 in all");
        assertThat(lines.events().get(0).getThrowableProxy().getMessage()).isEqualTo("expected");
    }

    @Test
    void manyFailuresAreSomeLinesAndNoMoreLettersThanAreKept() throws Exception {
        int failures = Repetitions.of(1_000_000);
        EventBus bus = EventBus.builder()
                .name("b")
                .listener(listener)
                .deadLetterCapacity(100)
                .build();
        Subscription bad = bus.subscription(Integer.class)
                .name("bad")
                .overflow(Overflow.BLOCK)
                .blockWithoutLimit()
                .handle(event -> {
                    throw new IllegalStateException("expected");
                });
        for (int event = 0; event < failures; event++) {
            bus.publish(event);
        }
        bus.close();
        assertThat(bad.stats().failed()).isEqualTo(failures);
        assertThat(told.stream().mapToLong(Long::longValue).sum()).isEqualTo(failures);
        assertThat(messages()).hasSizeBetween(1, 24);
        assertThat(messages().get(messages().size() - 1)).contains(failures + " in all");
        assertThat(bus.deadLetters().size()).isEqualTo(100);
        assertThat(bus.deadLetters().total()).isEqualTo(failures);
    }

    @Test
    void aListenerThatBlocksHarmsNoDelivery() throws Exception {
        Gate gate = new Gate();
        CountDownLatch all = new CountDownLatch(1_000);
        EventBus bus = EventBus.builder()
                .listener(new BusListener() {
                    @Override
                    public void onFailed(Subscription subscription, Throwable cause, long count) {
                        gate.passStubbornly();
                    }
                })
                .build();
        bus.subscribe(Integer.class, event -> {
            all.countDown();
            throw new Exception("expected");
        });
        bus.publish(0);
        gate.awaitArrival();
        for (int i = 1; i < 1_000; i++) {
            bus.publish(i);
        }
        Gate.await(all);
        gate.open();
        bus.close();
    }

    @Test
    void namesCannotForgeALine() throws Exception {
        EventBus bus = EventBus.builder().name("b\nERROR forged").build();
        bus.subscription(Integer.class).name("s\u2028ERROR forged too").handle(event -> {
            throw new Exception("expected");
        });
        bus.publish(1);
        bus.close();
        assertThat(messages()).isNotEmpty().noneMatch(line -> line.contains("\n") || line.contains("\u2028"));
    }

    private List<String> messages() {
        return lines.messages();
    }

    /** It is the last chance: nothing will be logged after that. */
    @Test
    void aCloseIsLoggedThoughItsSchedulerCannotTellTheTime() {
        AtomicBoolean broken = new AtomicBoolean();
        BusScheduler brittle = new BusScheduler() {
            @Override
            public long nanoTime() {
                if (broken.get()) {
                    throw new IllegalStateException("expected");
                }
                return time.nanoTime();
            }

            @Override
            public Cancellable schedule(Runnable task, long delayNanos) {
                return time.schedule(task, delayNanos);
            }
        };
        EventBus bus = EventBus.builder().name("b").scheduler(brittle).build();
        Subscription held = bus.subscription(Integer.class).name("held").handle(event -> {});
        held.pause();
        bus.publish(1);
        broken.set(true);
        bus.close();
        assertThat(messages())
                .anyMatch(line -> line.contains("subscription held lost 1 event (CLOSED)"))
                .last(InstanceOfAssertFactories.STRING)
                .contains("closed");
    }
}
