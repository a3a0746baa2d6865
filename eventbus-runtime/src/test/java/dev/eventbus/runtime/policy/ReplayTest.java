package dev.eventbus.runtime.policy;

import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.eventbus.Channel;
import dev.eventbus.DeliveryMode;
import dev.eventbus.Event;
import dev.eventbus.EventBus;
import dev.eventbus.Headers;
import dev.eventbus.Overflow;
import dev.eventbus.PublishReport;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.Ledger;
import dev.eventbus.testing.Publishers;
import dev.eventbus.testing.Repetitions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A late subscriber gets the last events first: in their order, none twice, none missed. */
class ReplayTest {

    interface Measured {}

    @Event(value = "replay.temperature", retain = 3)
    record Temperature(int degrees) implements Measured {}

    @Event("replay.humidity")
    record Humidity(int percent) implements Measured {}

    @Event(value = "replay.too.many", retain = 65_537)
    record TooMany() {}

    private static List<Object> drained(Channel<?> channel) {
        channel.close();
        List<Object> events = new ArrayList<>();
        channel.forEach(events::add);
        return events;
    }

    @Test
    void theLastEventsComeFirstInTheirOrder() {
        try (EventBus bus = EventBus.builder().build()) {
            for (int i = 1; i <= 5; i++) {
                bus.publish(new Temperature(i));
            }
            Channel<Temperature> two =
                    bus.subscription(Temperature.class).replay(2).channel();
            Channel<Temperature> all =
                    bus.subscription(Temperature.class).replay(100).channel();
            Channel<Temperature> none = bus.subscription(Temperature.class).channel();
            bus.publish(new Temperature(6));
            assertThat(drained(two)).containsExactly(new Temperature(4), new Temperature(5), new Temperature(6));
            assertThat(drained(all))
                    .containsExactly(new Temperature(3), new Temperature(4), new Temperature(5), new Temperature(6));
            assertThat(drained(none)).containsExactly(new Temperature(6));
            assertThat(two.subscription().stats().matched()).isEqualTo(3);
        }
    }

    @Test
    void anEventThatSeveralRulesRetainIsReplayedOnce() {
        try (EventBus bus =
                EventBus.builder().retain(Measured.class, 10).retain("notes", 1).build()) {
            bus.publish(new Temperature(1));
            bus.publish(new Humidity(2));
            bus.publishTo("notes", "first");
            bus.publishTo("notes", "second");
            bus.publishTo("elsewhere", "third");
            assertThat(drained(bus.subscription(Object.class).replay(10).channel()))
                    .containsExactly(new Temperature(1), new Humidity(2), "second");
            assertThat(drained(bus.subscription(Object.class)
                            .topic("replay.*")
                            .replay(10)
                            .channel()))
                    .containsExactly(new Temperature(1), new Humidity(2));
            assertThat(drained(bus.subscription(Object.class)
                            .filter(event -> event instanceof Humidity)
                            .replay(10)
                            .channel()))
                    .containsExactly(new Humidity(2));
        }
    }

    @Test
    void retainedEventsOfATypeCanBeTakenBack() {
        try (EventBus bus = EventBus.builder()
                .retain(Measured.class, 10)
                .retain(Humidity.class, 10)
                .retain(String.class, 10)
                .build()) {
            bus.publish(new Temperature(1));
            bus.publish(new Humidity(2));
            bus.publishTo("notes", "kept");
            Channel<Object> before = bus.subscription(Object.class).replay(10).channel();

            // By two declarations, and by the type's own: counted once.
            assertThat(bus.removeRetained(Humidity.class)).isEqualTo(1);
            assertThat(bus.removeRetained(Humidity.class)).isZero();
            assertThat(replayed(bus)).containsExactly(new Temperature(1), "kept");
            // Supertypes count, and types that nothing was declared for.
            assertThat(bus.removeRetained(Record.class)).isEqualTo(1);
            assertThat(replayed(bus)).containsExactly("kept");
            assertThat(bus.removeRetained(Integer.class)).isZero();
            assertThat(bus.removeRetained(Object.class)).isEqualTo(1);
            assertThat(replayed(bus)).isEmpty();
            assertThat(drained(before)).containsExactly(new Temperature(1), new Humidity(2), "kept");

            bus.publish(new Temperature(3));
            assertThat(replayed(bus)).containsExactly(new Temperature(3));
        }
    }

    @Test
    void retainedEventsOfATopicCanBeTakenBack() {
        try (EventBus bus =
                EventBus.builder().retain("notes", 10).retain(String.class, 10).build()) {
            bus.publish(new Temperature(1));
            bus.publishTo("notes", "first");
            bus.publishTo("notes", 2);
            bus.publishTo("elsewhere", "third");
            assertThat(bus.removeRetained("notes")).isEqualTo(2);
            assertThat(replayed(bus)).containsExactly(new Temperature(1), "third");
            assertThat(bus.removeRetained("replay.temperature")).isEqualTo(1);
            assertThat(bus.removeRetained("nobody.published")).isZero();
            assertThat(replayed(bus)).containsExactly("third");
            assertThatIllegalArgumentException().isThrownBy(() -> bus.removeRetained("not*a.topic"));
            assertThatNullPointerException().isThrownBy(() -> bus.removeRetained((String) null));
            assertThatNullPointerException().isThrownBy(() -> bus.removeRetained((Class<?>) null));
            bus.close(Duration.ZERO);
            assertThat(bus.removeRetained(String.class)).isZero();
            assertThat(bus.removeRetained("notes")).isZero();
        }
    }

    private static List<Object> replayed(EventBus bus) {
        return drained(bus.subscription(Object.class).replay(100).channel());
    }

    /** One takes them back while another publishes and a third begins with what is there. */
    @Test
    void whatIsTakenBackIsCountedOnceAndNothingElseIsMissed() throws Exception {
        int count = 20_000;
        try (EventBus bus = EventBus.builder().retain(Integer.class, 65_536).build()) {
            CompletableFuture<Integer> removed = new CompletableFuture<>();
            AtomicBoolean published = new AtomicBoolean();
            Gate.NEW_THREAD.execute(() -> {
                try {
                    int sum = 0;
                    while (!published.get()) {
                        sum += bus.removeRetained(Integer.class);
                    }
                    removed.complete(sum);
                } catch (Throwable failure) {
                    removed.completeExceptionally(failure);
                }
            });
            Channel<Integer> early =
                    bus.subscription(Integer.class).capacity(count).channel();
            List<Channel<Integer>> late = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                bus.publish(i);
                if (i % 1_000 == 500) {
                    late.add(bus.subscription(Integer.class)
                            .capacity(count)
                            .replay(count)
                            .channel());
                }
            }
            published.set(true);
            int left = bus.removeRetained(Integer.class);
            assertThat(removed.get(30, TimeUnit.SECONDS) + left + bus.removeRetained(Integer.class))
                    .isEqualTo(count);
            assertThat(drained(early)).hasSize(count);
            for (int i = 0; i < late.size(); i++) {
                List<Object> events = drained(late.get(i));
                // From its first on, without a gap and without one that comes twice.
                int first = (int) events.get(0);
                assertThat(first).isLessThanOrEqualTo(i * 1_000 + 501);
                assertThat(events).hasSize(count - first);
                assertThat(events.get(events.size() - 1)).isEqualTo(count - 1);
            }
        }
    }

    @Test
    void aReplayedEventHasTheContextThatItWasPublishedWith() throws Exception {
        Instant then = Instant.parse("2026-01-01T00:00:00Z");
        try (EventBus bus = EventBus.builder().clock(() -> then).build()) {
            CompletableFuture<String> first = new CompletableFuture<>();
            CompletableFuture<String> replayed = new CompletableFuture<>();
            bus.subscribe(Temperature.class, (event, context) -> first.complete(context.id()));
            PublishReport report = bus.publishAndTrack(new Temperature(1), Headers.of("tenant", "acme"))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            bus.subscription(Temperature.class).replay(1).handle((event, context) -> {
                assertThat(context.headers().get("tenant")).isEqualTo("acme");
                assertThat(context.publishedAt()).isEqualTo(then);
                assertThat(context.topic()).isEqualTo("replay.temperature");
                replayed.complete(context.id());
            });
            assertThat(replayed.get(30, TimeUnit.SECONDS)).isEqualTo(first.get(30, TimeUnit.SECONDS));
            assertThat(report.deliveries()).hasSize(1);
        }
    }

    @Test
    void systemEventsAndEventsOfNoRetainedTypeAreNotKept() {
        try (EventBus bus = EventBus.builder().retain(Temperature.class, 5).build()) {
            bus.publish(new Humidity(1));
            bus.publish("text");
            assertThat(drained(bus.subscription(Object.class).replay(10).channel()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64})
    void nothingIsMissedAndNothingComesTwiceWhileOthersPublish(int replay) throws Exception {
        EventBus bus = EventBus.builder().retain(Integer.class, 64).build();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger next = new AtomicInteger();
        int publishers = 2;
        Publishers threads = Publishers.start(publishers, publisher -> {
            for (int i = publisher; !over.get(); i += publishers) {
                bus.publish(i);
                next.set(i);
            }
        });
        for (int round = 0; round < Repetitions.of(300); round++) {
            int before = next.get();
            Channel<Integer> channel = bus.subscription(Integer.class)
                    .capacity(1 << 20)
                    .replay(replay)
                    .channel();
            until(() -> next.get() >= before + 200);
            List<Integer> received = new ArrayList<>();
            channel.close();
            channel.forEach(received::add);
            for (int p = 0; p < publishers; p++) {
                int publisher = p;
                List<Integer> ofOne = received.stream()
                        .filter(event -> event % publishers == publisher)
                        .toList();
                for (int i = 1; i < ofOne.size(); i++) {
                    assertThat(ofOne.get(i)).as("round %s: %s", round, ofOne).isEqualTo(ofOne.get(i - 1) + publishers);
                }
            }
            assertThat(received).hasSizeGreaterThanOrEqualTo(Math.min(replay, before));
            Ledger.assertSum(channel.subscription().stats());
        }
        over.set(true);
        threads.join();
        bus.close();
    }

    /**
     * The number is that of the events which match by type and topic: the filter is asked about these and no others.
     */
    @Test
    void aFilterLeavesFewerThanTheNumberThatIsReplayed() {
        try (EventBus bus = EventBus.builder().retain(Integer.class, 10).build()) {
            for (int i = 1; i <= 8; i++) {
                bus.publishTo(i <= 6 ? "a" : "b", i);
            }
            List<Integer> asked = new ArrayList<>();
            Channel<Integer> filtered = bus.subscription(Integer.class)
                    .topic("a")
                    .filter(event -> {
                        asked.add(event);
                        return event % 2 == 0;
                    })
                    .replay(3)
                    .channel();
            assertThat(drained(filtered)).containsExactly(4, 6);
            assertThat(asked).containsExactly(4, 5, 6);
        }
    }

    @Test
    void whatIsNotPossibleIsRefused() {
        try (EventBus bus = EventBus.builder().build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bus.subscription(Temperature.class)
                            .capacity(2)
                            .replay(3)
                            .channel())
                    .withMessageContaining("raise the capacity, or lower the replay");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bus.subscription(Temperature.class).replay(-1))
                    .withMessageContaining("-1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bus.subscription(Temperature.class)
                            .mode(DeliveryMode.DIRECT)
                            .replay(1)
                            .handle(event -> {}))
                    .withMessageContaining("replay");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bus.publish(new TooMany()))
                    .withMessageContaining("65537");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EventBus.builder().retain(Integer.class, 0))
                    .withMessageContaining("65536");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EventBus.builder().retain("a.*", 1))
                    .withMessageContaining("wildcards");
        }
    }

    @Test
    void aSlowFilterOfTheSubscriberHoldsUpNobodyForEver() throws Exception {
        try (EventBus bus = EventBus.builder().retain(Integer.class, 4).build()) {
            bus.publish(1);
            Gate gate = new Gate();
            CompletableFuture<Subscription> subscribed = CompletableFuture.supplyAsync(
                    () -> bus.subscription(Integer.class)
                            .overflow(Overflow.DROP_OLDEST)
                            .filter(event -> {
                                gate.passStubbornly();
                                return true;
                            })
                            .replay(4)
                            .handle(event -> {}),
                    Gate.NEW_THREAD);
            gate.awaitArrival();
            // Others can subscribe and cancel meanwhile, and publish what does not concern it.
            bus.subscribe(String.class, event -> {}).cancel();
            assertThat(bus.publish("text").matched()).isZero();
            gate.open();
            assertThat(subscribed.get(30, TimeUnit.SECONDS).isActive()).isTrue();
            assertThat(bus.publish(2).accepted()).isEqualTo(1);
        }
    }
}
