package dev.eventbus.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.CloseReport;
import dev.eventbus.DeliveryMode;
import dev.eventbus.EventBus;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.LogLines;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A handler that closes its own bus is not stuck, and nothing is lost by it. */
class CloseInHandlerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static void close(EventBus bus, CompletableFuture<CloseReport> report) {
        report.complete(bus.close(PATIENCE));
    }

    private static Arguments of(String name, int events, BiConsumer<EventBus, CompletableFuture<CloseReport>> body) {
        return Arguments.of(name, events, body);
    }

    private static Stream<Arguments> closers() {
        return Stream.of(
                of("a handler", 1, (bus, report) -> {
                    bus.subscribe(Integer.class, event -> {
                        close(bus, report);
                    });
                    bus.publish(1);
                }),
                of("one of several at once", 1, (bus, report) -> {
                    bus.subscription(Integer.class).concurrency(3).handle(event -> {
                        close(bus, report);
                    });
                    bus.publish(1);
                }),
                of("a batch", 3, (bus, report) -> {
                    var subscription = bus.subscription(Integer.class).handleBatch(3, events -> {
                        close(bus, report);
                    });
                    subscription.pause();
                    bus.publisher(Integer.class).publishAll(List.of(1, 2, 3));
                    subscription.resume();
                }),
                of("a direct handler", 1, (bus, report) -> {
                    bus.subscription(Integer.class).mode(DeliveryMode.DIRECT).handle(event -> {
                        close(bus, report);
                    });
                    bus.publish(1);
                }),
                of("a direct handler in a handler", 2, (bus, report) -> {
                    bus.subscription(Integer.class).mode(DeliveryMode.DIRECT).handle(event -> {
                        close(bus, report);
                    });
                    bus.subscribe(String.class, event -> {
                        bus.publish(1);
                    });
                    bus.publish("a");
                }),
                of("a handler that returns a stage", 1, (bus, report) -> {
                    bus.subscription(Integer.class).handleAsync(event -> {
                        close(bus, report);
                        return CompletableFuture.completedFuture(null);
                    });
                    bus.publish(1);
                }),
                of("the subscriber of a stream", 1, (bus, report) -> {
                    bus.subscription(Integer.class).flowPublisher().subscribe(new Flow.Subscriber<>() {
                        @Override
                        public void onSubscribe(Flow.Subscription subscription) {
                            subscription.request(1);
                        }

                        @Override
                        public void onNext(Integer event) {
                            close(bus, report);
                        }

                        @Override
                        public void onError(Throwable failure) {}

                        @Override
                        public void onComplete() {}
                    });
                    bus.publish(1);
                }));
    }

    /** Every line of the bus has been written when its notice thread has ended. */
    private static void awaitThreadsOf(EventBus bus) throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("eventbus-" + bus.name() + "-")) {
                thread.join();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("closers")
    void aHandlerThatClosesItsBusIsInProgressAndWarnsOfNothing(
            String who, int events, BiConsumer<EventBus, CompletableFuture<CloseReport>> body) throws Exception {
        try (LogLines log = new LogLines()) {
            EventBus bus = EventBus.builder().build();
            CompletableFuture<CloseReport> closed = new CompletableFuture<>();
            body.accept(bus, closed);
            CloseReport report = closed.get(30, TimeUnit.SECONDS);
            assertThat(report.inProgress()).isEqualTo(events);
            assertThat(report.isComplete()).isFalse();
            assertThat(report.discarded()).isZero();
            awaitThreadsOf(bus);
            assertThat(log.messages()).isEmpty();
        }
    }

    @Test
    void aHandlerThatIsStuckIsToldOfBesideTheOneThatCloses() throws Exception {
        try (LogLines log = new LogLines()) {
            EventBus bus = EventBus.builder().name("stuck").build();
            Gate gate = new Gate();
            bus.subscription(String.class).name("hangs").handle(event -> gate.passStubbornly());
            bus.publish("stuck");
            gate.awaitArrival();
            CompletableFuture<CloseReport> closed = new CompletableFuture<>();
            CountDownLatch done = new CountDownLatch(1);
            bus.subscription(Integer.class).name("closes").handle(event -> {
                closed.complete(bus.close(Duration.ofMillis(50)));
                done.countDown();
            });
            bus.publish(1);
            CloseReport report = closed.get(30, TimeUnit.SECONDS);
            assertThat(report.inProgress()).isEqualTo(2);
            assertThat(report.running())
                    .extracting(CloseReport.RunningHandler::subscription)
                    .containsExactlyInAnyOrder("hangs", "closes");
            done.await();
            gate.open();
            awaitThreadsOf(bus);
            assertThat(log.messages())
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("0 events discarded and 1 in progress", "hangs")
                    .doesNotContain("closes");
        }
    }
}
