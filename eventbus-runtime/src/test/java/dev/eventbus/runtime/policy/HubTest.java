package dev.eventbus.runtime.policy;

import static dev.eventbus.testing.Patience.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.Channel;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Thousands of clients come and go while events flow, each with its own filter or topic, capacity and policy. */
class HubTest {

    private static final int CLIENTS = 10_000;
    private static final int ROOMS = 100;

    private record Update(int room, int number) {}

    private final EventBus bus = EventBus.builder().build();
    private final Gate gate = new Gate();
    private final long seed = Long.getLong("seed", System.nanoTime());

    /** A client of any kind: a handler that is quick, one that is stuck, or a channel that nobody reads. */
    private Subscription connect(Random random) {
        int room = random.nextInt(ROOMS);
        Overflow overflow = policy(random);
        int capacity = 1 + random.nextInt(8);
        SubscriptionBuilder<Update> client = bus.subscription(Update.class).overflow(overflow);
        if (overflow != Overflow.CONFLATE) {
            client.capacity(capacity);
        }
        if (random.nextBoolean()) {
            client.topic(random.nextInt(20) == 0 ? "room.*" : "room." + room);
        } else {
            client.filter(update -> update.room() == room);
        }
        return switch (random.nextInt(200)) {
            case 0 -> client.handle(update -> gate.passStubbornly());
            case 1, 2, 3, 4, 5, 6, 7, 8, 9 -> client.channel().subscription();
            default -> client.handle(update -> {});
        };
    }

    private static Overflow policy(Random random) {
        Overflow[] policies = {Overflow.DROP_NEWEST, Overflow.DROP_OLDEST, Overflow.CONFLATE};
        return policies[random.nextInt(policies.length)];
    }

    @Test
    void everyEventOfEveryClientIsAccountedForAndNobodyIsLeftBehind() throws Exception {
        Random random = new Random(seed);
        List<Subscription> everybody = new ArrayList<>();
        List<Subscription> present = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            present.add(connect(random));
        }
        everybody.addAll(present);
        Channel<Update> faithful = bus.subscription(Update.class)
                .topic("room.7")
                .overflow(Overflow.BLOCK)
                .blockWithoutLimit()
                .channel();
        everybody.add(faithful.subscription());
        CompletableFuture<List<Update>> read = CompletableFuture.supplyAsync(
                () -> {
                    List<Update> all = new ArrayList<>();
                    faithful.forEach(all::add);
                    return all;
                },
                Gate.NEW_THREAD);
        Ledger ledger = new Ledger();
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<Integer>> publishers = new ArrayList<>();
        for (int p = 0; p < 2; p++) {
            int publisher = p;
            publishers.add(CompletableFuture.supplyAsync(
                    () -> {
                        int inRoomSeven = 0;
                        for (int i = publisher; !over.get(); i += 2) {
                            int room = i % 11;
                            ledger.note(bus.publishTo("room." + room, new Update(room, i)));
                            inRoomSeven += room == 7 ? 1 : 0;
                        }
                        return inRoomSeven;
                    },
                    Gate.NEW_THREAD));
        }
        for (int i = 0; i < 3_000; i++) {
            present.remove(random.nextInt(present.size())).cancel();
            Subscription next = connect(random);
            present.add(next);
            everybody.add(next);
        }
        over.set(true);
        int published = 0;
        for (CompletableFuture<Integer> publisher : publishers) {
            published += publisher.get(60, TimeUnit.SECONDS);
        }
        faithful.close();
        assertThat(read.get(30, TimeUnit.SECONDS)).as("seed %s", seed).hasSize(published);
        gate.open();
        awaitIdle(bus);
        ledger.assertBalanced(everybody.stream().map(Subscription::stats).toList());
        present.forEach(Subscription::cancel);
        assertThat(bus.subscriptions()).isEmpty();
        assertThat(bus.publishTo("room.7", new Update(7, 0)).matched()).isZero();
        bus.close();
    }
}
