package dev.eventbus.streams;

import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * From one bus through the operators of another library to a second bus: nothing is lost, and demand goes the whole
 * way back.
 */
class InterplayTest {

    private static final int EVENTS = 20_000;

    private record Ordered(int number) {}

    private record Shipped(int number) {}

    private enum Library {
        REACTOR {
            @Override
            void join(Flow.Publisher<Ordered> from, Flow.Subscriber<Shipped> to) {
                Flux<Shipped> shipped = JdkFlowAdapter.flowPublisherToFlux(from)
                        .filter(order -> order.number() % 2 == 0)
                        .publishOn(Schedulers.parallel(), 16)
                        .map(order -> new Shipped(order.number()));
                JdkFlowAdapter.publisherToFlowPublisher(shipped).subscribe(to);
            }
        },
        MUTINY {
            @Override
            void join(Flow.Publisher<Ordered> from, Flow.Subscriber<Shipped> to) {
                Multi.createFrom()
                        .publisher(from)
                        .select()
                        .where(order -> order.number() % 2 == 0)
                        .emitOn(Infrastructure.getDefaultExecutor(), 16)
                        .onItem()
                        .transform(order -> new Shipped(order.number()))
                        .subscribe()
                        .withSubscriber(to);
            }
        };

        abstract void join(Flow.Publisher<Ordered> from, Flow.Subscriber<Shipped> to);
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void eventsGoThroughAnotherLibraryToAnotherBus(Library library) throws Exception {
        try (EventBus shop = EventBus.builder().build();
                EventBus dock = EventBus.builder().build()) {
            List<Integer> shipped = new ArrayList<>();
            dock.subscription(Shipped.class)
                    .overflow(Overflow.BLOCK)
                    .blockWithoutLimit()
                    .capacity(8)
                    .handle(event -> {
                        synchronized (shipped) {
                            shipped.add(event.number());
                        }
                    });
            library.join(
                    shop.subscription(Ordered.class)
                            .overflow(Overflow.BLOCK)
                            .blockWithoutLimit()
                            .capacity(8)
                            .flowPublisher(),
                    dock.publisher(Shipped.class).flowSubscriber());
            for (int i = 0; i < EVENTS; i++) {
                assertThat(shop.publish(new Ordered(i)).accepted()).isOne();
            }
            until(() -> {
                synchronized (shipped) {
                    return shipped.size() == EVENTS / 2;
                }
            });
            assertThat(shop.close(Duration.ofSeconds(30)).isComplete()).isTrue();
            synchronized (shipped) {
                assertThat(shipped)
                        .isEqualTo(IntStream.range(0, EVENTS / 2)
                                .map(i -> 2 * i)
                                .boxed()
                                .toList());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void theSecondBusClosingCancelsTheWholeWay(Library library) {
        EventBus dock = EventBus.builder().build();
        try (EventBus shop = EventBus.builder().build()) {
            library.join(
                    shop.subscription(Ordered.class).flowPublisher(),
                    dock.publisher(Shipped.class).flowSubscriber());
            assertThat(shop.subscriptions()).hasSize(1);
            dock.close();
            until(() -> {
                shop.publish(new Ordered(0));
                return shop.subscriptions().isEmpty();
            });
        }
    }

    @Test
    void aFluxCompletesWhenTheBusCloses() {
        EventBus bus = EventBus.builder().build();
        Flux<Integer> first = JdkFlowAdapter.flowPublisherToFlux(
                        bus.subscription(Integer.class).flowPublisher())
                .doOnSubscribe(subscription -> {
                    for (int i = 0; i < 10; i++) {
                        bus.publish(i);
                    }
                })
                .take(3);
        assertThat(first.collectList().block(Duration.ofSeconds(Reader.PATIENCE_SECONDS)))
                .containsExactly(0, 1, 2);
        assertThat(bus.subscriptions()).isEmpty();
        Flux<Integer> all = JdkFlowAdapter.flowPublisherToFlux(
                        bus.subscription(Integer.class).flowPublisher())
                .doOnSubscribe(subscription -> {
                    bus.publish(7);
                    bus.close();
                });
        assertThat(all.collectList().block(Duration.ofSeconds(Reader.PATIENCE_SECONDS)))
                .containsExactly(7);
    }
}
