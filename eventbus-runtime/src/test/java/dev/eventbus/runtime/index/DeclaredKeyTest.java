package dev.eventbus.runtime.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.eventbus.Channel;
import dev.eventbus.Event;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.spi.generated.DeliveryCursor;
import dev.eventbus.spi.generated.EventDescriptor;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;
import dev.eventbus.spi.generated.IndexContents;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The key of an {@link Event} is honoured, or the subscription that would need it is refused. */
class DeclaredKeyTest {

    interface Priced {
        String symbol();
    }

    @Event(value = "price.changed", key = "symbol")
    record Price(String symbol, int cents) implements Priced {}

    @Event("price.removed")
    record Removed(String symbol) implements Priced {}

    @Event(value = "quote", key = "symbol")
    static class Quote {
        String symbol() {
            return "ACME";
        }
    }

    static final class SpecialQuote extends Quote {}

    /** Describes {@link Price}, as generated code does. */
    private static final class PriceIndex implements SubscriberIndex {

        private final boolean keyed;

        PriceIndex(boolean keyed) {
            this.keyed = keyed;
        }

        @Override
        public int abi() {
            return ABI;
        }

        @Override
        public void describe(IndexContents contents) {
            contents.event(Price.class.getName(), "price.changed", 1);
        }

        @Override
        public EventDescriptor event(int event) {
            return new EventDescriptor() {
                @Override
                public Class<?> type() {
                    return Price.class;
                }

                @Override
                public boolean hasKey() {
                    return keyed;
                }

                @Override
                public @Nullable Object key(Object priced) {
                    return ((Price) priced).symbol();
                }
            };
        }
    }

    /** Describes {@link Board}, of another module than its event. */
    private static final class BoardIndex implements SubscriberIndex {
        @Override
        public int abi() {
            return ABI;
        }

        @Override
        public void describe(IndexContents contents) {
            contents.subscriber(Board.class.getName());
        }

        @Override
        public HandlerTable table(int subscriber) {
            return new HandlerTable() {
                @Override
                public Class<?> subscriberType() {
                    return Board.class;
                }

                @Override
                public HandlerSpec[] handlers() {
                    return new HandlerSpec[] {
                        HandlerSpec.of("board.all", Price.class),
                        HandlerSpec.of("board.latest", Price.class).withOverflow(Overflow.CONFLATE)
                    };
                }

                @Override
                public void deliver(int handler, Object target, DeliveryCursor delivery) {
                    while (delivery.next() != null) {
                        // Looks at none of them.
                    }
                }
            };
        }
    }

    private static final class Board {}

    private static Stream<Function<SubscriptionBuilder<Price>, Object>> endsOfABuilder() {
        return Stream.of(
                builder -> builder.handle(price -> {}),
                builder -> builder.handle((price, context) -> {}),
                builder -> builder.handleAsync(price -> CompletableFuture.completedFuture(null)),
                SubscriptionBuilder::channel,
                SubscriptionBuilder::flowPublisher);
    }

    private static void assertRefused(EventBus bus, Runnable subscribing) {
        assertThatIllegalStateException()
                .isThrownBy(subscribing::run)
                .withMessageContainingAll(Price.class.getName(), "\"symbol\"", "To fix it", "key");
        assertThat(bus.subscriptions()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("endsOfABuilder")
    void withoutTheIndexOfItsTypeCONFLATEIsRefused(Function<SubscriptionBuilder<Price>, Object> end) {
        try (EventBus bus = EventBus.builder().build()) {
            assertRefused(bus, () -> end.apply(bus.subscription(Price.class).overflow(Overflow.CONFLATE)));
        }
    }

    @Test
    void withoutTheIndexOfItsTypeConcurrencyIsRefused() {
        try (EventBus bus = EventBus.builder().build()) {
            assertRefused(
                    bus, () -> bus.subscription(Price.class).concurrency(4).handle(price -> {}));
            assertRefused(
                    bus, () -> bus.subscription(Price.class).concurrency(2).handle((price, context) -> {}));
            assertRefused(
                    bus,
                    () -> bus.subscription(Price.class)
                            .concurrency(4)
                            .handleAsync(price -> CompletableFuture.completedFuture(null)));
        }
    }

    @Test
    void concurrentBatchesOfATypeWithAKeyAreRefused() {
        for (SubscriberIndex[] indexes :
                List.of(new SubscriberIndex[0], new SubscriberIndex[] {new PriceIndex(true)})) {
            try (EventBus bus = EventBus.builder().index(indexes).build()) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() ->
                                bus.subscription(Price.class).concurrency(2).handleBatch(10, prices -> {}))
                        .withMessageContaining("key");
            }
        }
    }

    @Test
    void aHandlerOfAnotherModulesEventIsRefusedWithItsWholeObject() {
        Board board = new Board();
        try (EventBus bus = EventBus.builder().index(new BoardIndex()).build()) {
            assertRefused(bus, () -> bus.register(board));
            assertRefused(bus, () -> bus.register(board));
        }
        try (EventBus bus =
                EventBus.builder().index(new BoardIndex(), new PriceIndex(true)).build()) {
            assertThat(bus.register(board).subscriptions()).hasSize(2);
        }
    }

    @Test
    void anIndexThatDoesNotKnowTheKeyIsNoHelp() {
        try (EventBus bus = EventBus.builder().index(new PriceIndex(false)).build()) {
            assertRefused(
                    bus, () -> bus.subscription(Price.class).concurrency(4).handle(price -> {}));
        }
    }

    @Test
    void withTheIndexOfItsTypeTheKeyIsHonoured() {
        try (EventBus bus = EventBus.builder()
                .index(new PriceIndex(true))
                .retain(Price.class, 10)
                .build()) {
            Channel<Price> latest =
                    bus.subscription(Price.class).overflow(Overflow.CONFLATE).channel();
            bus.publish(new Price("a", 1));
            bus.publish(new Price("b", 2));
            bus.publisher(Price.class).publish(new Price("a", 3));
            Channel<Price> replayed = bus.subscription(Price.class)
                    .overflow(Overflow.CONFLATE)
                    .replay(10)
                    .channel();
            for (Channel<Price> channel : List.of(latest, replayed)) {
                assertThat(read(channel)).containsExactly(new Price("a", 3), new Price("b", 2));
            }
        }
    }

    @Test
    void whatDoesNotNeedTheKeyOrHasOneOfItsOwnIsNotRefused() {
        try (EventBus bus = EventBus.builder().build()) {
            List<Subscription> subscriptions = new ArrayList<>();
            subscriptions.add(bus.subscribe(Price.class, price -> {}));
            for (Overflow overflow : List.of(Overflow.DROP_NEWEST, Overflow.DROP_OLDEST, Overflow.BLOCK)) {
                subscriptions.add(
                        bus.subscription(Price.class).overflow(overflow).handle(price -> {}));
            }
            subscriptions.add(bus.subscription(Price.class).handleBatch(10, prices -> {}));
            subscriptions.add(bus.subscription(Price.class)
                    .concurrency(4)
                    .key(Price::symbol)
                    .handle(price -> {}));
            Channel<Price> latest = bus.subscription(Price.class)
                    .overflow(Overflow.CONFLATE)
                    .key(price -> price.cents() % 2)
                    .channel();
            bus.publish(new Price("a", 1));
            bus.publish(new Price("b", 2));
            bus.publish(new Price("c", 3));
            assertThat(read(latest)).containsExactly(new Price("c", 3), new Price("b", 2));
            assertThat(subscriptions).allMatch(Subscription::isActive);
        }
    }

    /** It has the key that its own type declares: for a supertype or a subclass that is none. */
    @Test
    void aSubscriptionToAnotherTypeIgnoresTheKeysOfItsEvents() {
        for (SubscriberIndex[] indexes :
                List.of(new SubscriberIndex[0], new SubscriberIndex[] {new PriceIndex(true)})) {
            try (EventBus bus = EventBus.builder().index(indexes).build()) {
                Channel<Priced> latest = bus.subscription(Priced.class)
                        .overflow(Overflow.CONFLATE)
                        .channel();
                Channel<SpecialQuote> special = bus.subscription(SpecialQuote.class)
                        .overflow(Overflow.CONFLATE)
                        .channel();
                bus.publish(new Price("a", 1));
                bus.publish(new Price("b", 2));
                bus.publish(new Removed("c"));
                bus.publish(new SpecialQuote());
                assertThat(read(latest)).containsExactly(new Removed("c"));
                assertThat(read(special)).hasSize(1);
            }
        }
    }

    private static <E> List<E> read(Channel<E> channel) {
        List<E> events = new ArrayList<>();
        for (E event = channel.poll(); event != null; event = channel.poll()) {
            events.add(event);
        }
        return events;
    }
}
