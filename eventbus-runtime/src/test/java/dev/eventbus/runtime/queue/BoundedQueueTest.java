package dev.eventbus.runtime.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
                    assertThat(queue.offer(i, null)).isEqualTo(ChannelQueue.Offer.ACCEPTED);
                }
                assertThat(queue.offer("one too many", null)).isEqualTo(ChannelQueue.Offer.FULL);
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
        TicketQueue queue = new TicketQueue(2);
        queue.offer("a", null);
        assertThat(queue.displace()).isNull();
        queue.offer("b", null);
        assertThat(queue.displace()).isEqualTo("a");
        queue.offer("c", null);
        assertThat(queue.take()).isEqualTo("b");
        assertThat(queue.lastTicket()).isEqualTo(1);
        assertThat(queue.take()).isEqualTo("c");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingGoesInOrOutOfAShutQueue(boolean displacing) {
        ChannelQueue queue = queue(displacing, 4);
        queue.offer("a", null);
        queue.offer("b", null);
        assertThat(queue.take()).isEqualTo("a");
        assertThat(queue.shut()).isEqualTo(1);
        assertThat(queue.shut()).isZero();
        assertThat(queue.offer("c", null)).isEqualTo(ChannelQueue.Offer.SHUT);
        assertThat(queue.take()).isNull();
        if (queue instanceof DisplacingQueue displacer) {
            assertThat(displacer.displace()).isNull();
        }
        assertThat(queue.accepted()).isEqualTo(2);
        assertThat(queue.isShut()).isTrue();
    }

    /** Producers, a consumer and a shut race; every accepted item is taken, displaced or counted as left behind. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyItemIsSomewhereWheneverTheQueueIsShut(boolean displacing) throws Exception {
        for (int round = 0; round < 150; round++) {
            ChannelQueue queue = queue(displacing, 1 + round % 40);
            AtomicBoolean go = new AtomicBoolean();
            LongAdder accepted = new LongAdder();
            LongAdder displaced = new LongAdder();
            AtomicLong taken = new AtomicLong();
            List<Thread> threads = new ArrayList<>();
            for (int p = 0; p < 2; p++) {
                threads.add(new Thread(() -> {
                    while (!go.get()) {
                        Thread.onSpinWait();
                    }
                    ChannelQueue.Offer offer = ChannelQueue.Offer.FULL;
                    for (int i = 0; i < 3_000 && offer != ChannelQueue.Offer.SHUT; i++) {
                        offer = queue.offer(i, null);
                        if (offer == ChannelQueue.Offer.ACCEPTED) {
                            accepted.increment();
                        } else if (queue instanceof DisplacingQueue displacer && displacer.displace() != null) {
                            displaced.increment();
                        }
                    }
                }));
            }
            threads.add(new Thread(() -> {
                go.set(true);
                while (!queue.isShut()) {
                    if (queue.take() != null) {
                        taken.incrementAndGet();
                    }
                }
            }));
            threads.forEach(Thread::start);
            int work = 0;
            while (accepted.sum() < 100 + 7L * round % 2_000 && threads.get(0).isAlive()) {
                work++;
            }
            long left = queue.shut();
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(taken.get() + displaced.sum() + left)
                    .as("round %d, %d", round, work)
                    .isEqualTo(accepted.sum())
                    .isEqualTo(queue.accepted());
        }
    }
}
