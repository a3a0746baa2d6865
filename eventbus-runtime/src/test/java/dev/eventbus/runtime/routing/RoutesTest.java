package dev.eventbus.runtime.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.EventBus;
import dev.eventbus.Publisher;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.Gate;
import dev.eventbus.spi.TopicPattern;
import dev.eventbus.testing.Repetitions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A change of subscriptions invalidates the routes that it concerns, and no more are kept than a limit. */
class RoutesTest {

    private static final Class<?>[] TYPES = {Object.class, Number.class, Integer.class, CharSequence.class};

    private record Listener(Class<?> type, TopicPattern pattern, Subscription subscription) {
        boolean matches(Object event, String topic) {
            return type.isInstance(event) && pattern.matches(topic);
        }
    }

    private static String topic(Random random, int topics) {
        int number = random.nextInt(topics);
        return "t" + number % 7 + "." + (number % 3 == 0 ? "x." : "") + "n" + number;
    }

    private static String pattern(Random random, int topics) {
        return switch (random.nextInt(7)) {
            case 0 -> "";
            case 1 -> "**";
            case 2 -> "t" + random.nextInt(7) + ".**";
            case 3 -> "*.n" + random.nextInt(topics);
            case 4 -> "t*.n" + random.nextInt(10) + "*";
            default -> topic(random, topics);
        };
    }

    /** Whatever came and went before: each event reaches exactly those who are there and match. */
    @Test
    void everyEventFindsExactlyThoseWhoMatch() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int topics : new int[] {5, 300, 20_000}) {
            try (EventBus bus = EventBus.builder().build()) {
                List<Listener> listeners = new ArrayList<>();
                Map<String, Publisher<Integer>> publishers = new HashMap<>();
                for (int step = 0; step < Repetitions.of(30_000); step++) {
                    int action = random.nextInt(40);
                    if (action == 0 && listeners.size() < 40) {
                        Class<?> type = TYPES[random.nextInt(TYPES.length)];
                        String pattern = pattern(random, topics);
                        Subscription subscription =
                                bus.subscription(type).topic(pattern).handle(event -> {});
                        listeners.add(new Listener(type, TopicPattern.parse(pattern), subscription));
                    } else if (action == 1 && !listeners.isEmpty()) {
                        listeners
                                .remove(random.nextInt(listeners.size()))
                                .subscription()
                                .cancel();
                    } else {
                        String topic = topic(random, topics);
                        Object event = random.nextBoolean() ? (Object) step : "text";
                        int matched;
                        if (event instanceof Integer number && random.nextInt(4) == 0) {
                            matched = publishers
                                    .computeIfAbsent(topic, key -> bus.publisher(key, Integer.class))
                                    .publish(number)
                                    .matched();
                        } else {
                            matched = bus.publishTo(topic, event).matched();
                        }
                        assertThat(matched)
                                .as("seed %s, step %s, topic %s", seed, step, topic)
                                .isEqualTo((int) listeners.stream()
                                        .filter(listener -> listener.matches(event, topic))
                                        .count());
                    }
                }
            }
        }
    }

    /**
     * What subscribes gets everything that is published after that, although others fill and invalidate the routes
     * meanwhile.
     */
    @Test
    void subscribersMissNothingWhileRoutesComeAndGo() throws Exception {
        EventBus bus = EventBus.builder().build();
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<Void>> others = new ArrayList<>();
        for (int p = 0; p < 2; p++) {
            int publisher = p;
            others.add(CompletableFuture.runAsync(
                    () -> {
                        Random random = new Random(publisher);
                        while (!over.get()) {
                            // The topics of the listener below, which are forgotten again and again among so many.
                            bus.publishTo("a." + random.nextInt(8), publisher);
                            bus.publishTo("b." + random.nextInt(5_000), publisher);
                        }
                    },
                    Gate.NEW_THREAD));
        }
        for (int round = 0; round < 3_000; round++) {
            String topic = "a." + round % 8;
            Subscription subscription = bus.subscription(String.class)
                    .topic(round % 2 == 0 ? topic : "a.*")
                    .handle(event -> {});
            Subscription number = bus.subscription(Integer.class).topic(topic).handle(event -> {});
            assertThat(bus.publishTo(topic, "text").accepted())
                    .as("round %s", round)
                    .isEqualTo(1);
            subscription.cancel();
            assertThat(bus.publishTo(topic, "text").matched())
                    .as("round %s", round)
                    .isZero();
            number.cancel();
        }
        over.set(true);
        for (CompletableFuture<Void> other : others) {
            other.get(30, TimeUnit.SECONDS);
        }
        bus.close();
    }

    @Test
    void everNewTopicsKeepNoMoreRoutesThanALimitAndThoseInUse() {
        ClassRoutes routes = new ClassRoutes(String.class, null);
        RouteEntry used = routes.add("in.use");
        for (int i = 0; i < 100_000; i++) {
            assertThat(routes.find("topic." + i)).isNull();
            routes.add("topic." + i);
            if (i % 500 == 0) {
                assertThat(routes.find("in.use")).isSameAs(used);
                assertThat(used.isRetired()).isFalse();
            }
            assertThat(routes.knownTopics()).isLessThanOrEqualTo(2 * ClassRoutes.MAX_TOPICS + 1);
        }
    }

    @Test
    void noRouteOfAForgottenEntryIsCurrent() {
        ClassRoutes routes = new ClassRoutes(String.class, null);
        RouteEntry forgotten = routes.add("forgotten");
        long version = forgotten.version();
        for (int i = 0; i < 3 * ClassRoutes.MAX_TOPICS; i++) {
            routes.add("topic." + i);
        }
        assertThat(forgotten.isRetired()).isTrue();
        assertThat(forgotten.isVersion(version)).isFalse();
        assertThat(forgotten.isVersion(forgotten.version())).isFalse();
        assertThat(routes.find("forgotten")).isNull();
    }
}
