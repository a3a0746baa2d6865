package dev.eventbus.runtime.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.testing.Publishers;
import dev.eventbus.testing.Repetitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the queue for one consumer and the one for many have in common, and what each has of its own. */
class BoundedQueueTest {

    private static ChannelQueue queue(boolean displacing, int capacity) {
        return displacing ? new TicketQueue(capacity) : new RingQueue(capacity);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void firstInFirstOutAndExactlyFull(boolean displacing) {
        for (int capacity : new int[] {1, 2, 3, 15, 16, 17, 31, 32, 33, 63, 100}) {
            ChannelQueue queue = queue(displacing, capacity);
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < capacity; i++) {
                    assertThat(queue.offer(i, null)).isEqualTo(EnqueueResult.ACCEPTED);
                }
                assertThat(queue.offer("one too many", null)).isEqualTo(EnqueueResult.FULL);
                assertThat(queue.depth()).isEqualTo(capacity);
                for (int i = 0; i < capacity; i++) {
                    assertThat(queue.take()).isEqualTo(i);
                }
                assertThat(queue.take()).isNull();
                assertThat(queue.isEmpty()).isTrue();
            }
            assertThat(queue.highestDepth()).isEqualTo(capacity);
            assertThat(queue.accepted()).isEqualTo(3L * capacity);
        }
    }

    @Test
    void displacingTakesTheOldestOfAFullQueueOnly() {
        OrderedTicketQueue queue = new OrderedTicketQueue(2, item -> item.equals("a") ? 5 : 0);
        queue.offer("a", null);
        assertThat(queue.displace()).isNull();
        queue.offer("b", null);
        assertThat(queue.displace()).isEqualTo("a");
        queue.offer("c", null);
        assertThat(queue.take()).isEqualTo("b");
        assertThat(queue.displacedBefore()).isEqualTo(6);
        assertThat(queue.take()).isEqualTo("c");
        assertThat(queue.displacedBefore()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingGoesInOrOutOfAShutQueue(boolean displacing) {
        ChannelQueue queue = queue(displacing, 4);
        queue.offer("a", null);
        queue.offer("b", null);
        assertThat(queue.take()).isEqualTo("a");
        assertThat(queue.close()).isEqualTo(1);
        assertThat(queue.close()).isZero();
        assertThat(queue.offer("c", null)).isEqualTo(EnqueueResult.CLOSED);
        assertThat(queue.take()).isNull();
        if (queue instanceof DisplacingQueue displacer) {
            assertThat(displacer.displace()).isNull();
        }
        assertThat(queue.accepted()).isEqualTo(2);
        assertThat(queue.isClosed()).isTrue();
    }

    /** Producers, a consumer and a shut race; every accepted item is taken, displaced or counted as left behind. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyItemIsSomewhereWheneverTheQueueIsShut(boolean displacing) throws Exception {
        for (int round = 0; round < Repetitions.of(160); round++) {
            ChannelQueue queue = queue(displacing, 1 + round % 40);
            LongAdder accepted = new LongAdder();
            LongAdder displaced = new LongAdder();
            AtomicLong taken = new AtomicLong();
            Publishers threads = Publishers.start(3, number -> {
                if (number == 0) {
                    while (!queue.isClosed()) {
                        if (queue.take() != null) {
                            taken.incrementAndGet();
                        }
                    }
                    return;
                }
                EnqueueResult offer = EnqueueResult.FULL;
                for (int i = 0; i < 3_000 && offer != EnqueueResult.CLOSED; i++) {
                    offer = queue.offer(i, null);
                    if (offer == EnqueueResult.ACCEPTED) {
                        accepted.increment();
                    } else if (queue instanceof DisplacingQueue displacer && displacer.displace() != null) {
                        displaced.increment();
                    }
                }
            });
            int work = 0;
            while (accepted.sum() < 100 + 7L * round % 2_000
                    && threads.threads().get(1).isAlive()) {
                work++;
            }
            long left = queue.close();
            threads.join();
            assertThat(taken.get() + displaced.sum() + left)
                    .as("round %d, %d", round, work)
                    .isEqualTo(accepted.sum())
                    .isEqualTo(queue.accepted());
        }
    }

    private enum Kind {
        RING,
        TICKETS,
        ORDERED_TICKETS,
        KEYS;

        ChannelQueue queue(int capacity) {
            return switch (this) {
                case RING -> new RingQueue(capacity);
                case TICKETS -> new TicketQueue(capacity);
                case ORDERED_TICKETS -> new OrderedTicketQueue(capacity, item -> 0);
                case KEYS -> new KeyedQueue(capacity, false, replaced -> {});
            };
        }

        Object itemOf(Object taken) {
            return this == KEYS ? KeyedQueue.itemOf(taken) : taken;
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatWasLeftBehindIsHandedOutInOrder(Kind kind) {
        for (int capacity : new int[] {1, 2, 15, 16, 17, 40, 100}) {
            for (int taken = 0; taken <= capacity; taken++) {
                for (int most : new int[] {0, 1, capacity / 2, Integer.MAX_VALUE}) {
                    ChannelQueue queue = kind.queue(capacity);
                    for (int i = 0; i < capacity; i++) {
                        queue.offer(i, i);
                    }
                    for (int i = 0; i < taken; i++) {
                        assertThat(kind.itemOf(queue.take())).isEqualTo(i);
                    }
                    long left = queue.close();
                    assertThat(left).isEqualTo(capacity - taken);
                    if (left > 0) {
                        int first = Math.max(taken, capacity - Math.min(capacity, most));
                        assertThat(queue.drainRemaining(most))
                                .containsExactlyElementsOf(
                                        IntStream.range(first, capacity).boxed().toList());
                    }
                    assertThat(queue.depth()).isEqualTo(left);
                    assertThat(queue.take()).isNull();
                }
            }
        }
    }

    /**
     * Producers, a consumer and a shut race, while the ring is small and grows: each accepted item is taken or handed
     * out, once.
     */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatWasLeftBehindIsExactlyWhatNobodyTook(Kind kind) throws Exception {
        for (int round = 0; round < Repetitions.of(400); round++) {
            ChannelQueue queue = kind.queue(1 + round % 20);
            List<List<Object>> accepted = List.of(new ArrayList<>(), new ArrayList<>());
            List<Object> taken = new ArrayList<>();
            CyclicBarrier start = new CyclicBarrier(4);
            Publishers threads = Publishers.start(3, number -> {
                awaitAll(start);
                if (number == 2) {
                    take(kind, queue, taken);
                    return;
                }
                EnqueueResult offer = EnqueueResult.FULL;
                for (int i = number; offer != EnqueueResult.CLOSED; i += 2) {
                    offer = queue.offer(i, i % 3);
                    if (offer == EnqueueResult.ACCEPTED) {
                        accepted.get(number).add(i);
                    } else {
                        Thread.yield();
                    }
                }
            });
            awaitAll(start);
            for (int spins = 0; spins < round % 300; spins++) {
                Thread.onSpinWait();
            }
            long left = queue.close();
            List<Object> handedOut = left > 0 ? queue.drainRemaining(Integer.MAX_VALUE) : List.of();
            threads.join();
            assertThat(handedOut).as("round %d", round).hasSize((int) left);
            taken.addAll(handedOut);
            assertThat(taken)
                    .as("round %d", round)
                    .containsExactlyInAnyOrderElementsOf(
                            accepted.stream().flatMap(List::stream).toList());
        }
    }

    /** Takes until the queue is shut. */
    private static void take(Kind kind, ChannelQueue queue, List<Object> taken) {
        while (!queue.isClosed()) {
            Object item = queue.take();
            if (item == null) {
                Thread.yield();
            } else {
                taken.add(kind.itemOf(item));
                if (queue instanceof KeyedQueue keyed) {
                    keyed.release(item);
                }
            }
        }
    }

    private static void awaitAll(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anItemBehindNeverTakesThePlaceOfOneWithItsKey() {
        KeyedQueue queue = new KeyedQueue(2, true, replaced -> {
            throw new AssertionError("nothing is replaced");
        });
        assertThat(queue.offerBehind("a", 1)).isEqualTo(EnqueueResult.ACCEPTED);
        assertThat(queue.offerBehind("b", 1)).isEqualTo(EnqueueResult.FULL);
        assertThat(queue.offerBehind("c", 2)).isEqualTo(EnqueueResult.ACCEPTED);
        assertThat(queue.offerBehind("d", 3)).isEqualTo(EnqueueResult.FULL);
        assertThat(KeyedQueue.itemOf(Objects.requireNonNull(queue.take()))).isEqualTo("a");
    }

    /** A key whose {@code equals} throws from some moment on. */
    private record BrittleKey(String name, AtomicBoolean broken) {

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            if (broken.get()) {
                throw new IllegalStateException("expected");
            }
            return other instanceof BrittleKey key && key.name.equals(name);
        }
    }

    /** Each behind another in its bucket, which the map would ask; half of what is removed would be left. */
    @Test
    void whatIsTakenOutOfAKeyedQueueIsFoundWithoutAskingKeys() {
        AtomicBoolean broken = new AtomicBoolean();
        KeyedQueue queue = new KeyedQueue(2, false, replaced -> {});
        queue.offer("first", new BrittleKey("1", broken));
        Object first = Objects.requireNonNull(queue.take());
        queue.offer("second", new BrittleKey("2", broken));
        queue.offer("third", new BrittleKey("3", broken));
        broken.set(true);
        assertThat(KeyedQueue.itemOf(Objects.requireNonNull(queue.displace()))).isEqualTo("second");
        Object third = Objects.requireNonNull(queue.take());
        assertThat(KeyedQueue.itemOf(third)).isEqualTo("third");
        queue.release(third);
        queue.release(first);
        broken.set(false);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.offer("again", new BrittleKey("3", broken))).isEqualTo(EnqueueResult.ACCEPTED);
        assertThat(KeyedQueue.itemOf(Objects.requireNonNull(queue.take()))).isEqualTo("again");
    }

    /** A key whose hash is that of all others, so that lanes come and go in one chain. */
    private record Colliding(int number) {
        @Override
        public int hashCode() {
            return 7;
        }
    }

    private record Keyed(int producer, int key, int number) {}

    @Test
    void keysOfOneHashKeepTheirOrderWhileLanesComeAndGo() throws Exception {
        int producers = 3;
        int keys = 4;
        int items = 3_000;
        KeyedQueue queue = new KeyedQueue(8, false, replaced -> {});
        Publishers threads = Publishers.start(producers, producer -> {
            for (int number = 1; number <= items; number++) {
                int key = number % keys;
                Keyed item = new Keyed(producer, key, number);
                while (queue.offer(item, new Colliding(key)) == EnqueueResult.FULL) {
                    LockSupport.parkNanos(1_000);
                }
            }
        });
        int[][] last = new int[producers][keys];
        for (int taken = 0; taken < producers * items; ) {
            Object next = queue.take();
            if (next == null) {
                LockSupport.parkNanos(1_000);
                continue;
            }
            Keyed item = (Keyed) KeyedQueue.itemOf(next);
            assertThat(item.number()).as("%s", item).isGreaterThan(last[item.producer()][item.key()]);
            last[item.producer()][item.key()] = item.number();
            queue.release(next);
            taken++;
        }
        threads.join();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.accepted()).isEqualTo((long) producers * items);
        assertThat(queue.close()).isZero();
    }
}
