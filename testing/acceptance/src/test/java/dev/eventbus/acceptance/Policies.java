package dev.eventbus.acceptance;

import dev.eventbus.EventContext;
import dev.eventbus.Overflow;
import dev.eventbus.Subscribe;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/** Handlers with policies, each of which holds its first event until the test has published the others. */
final class Policies {

    private Policies() {}

    /** What they share. */
    abstract static class Held {

        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch published = new CountDownLatch(1);
        final Journal journal = new Journal();

        void handle(String line) throws InterruptedException {
            begun.countDown();
            published.await();
            journal.note(line);
        }
    }

    static final class Conflating extends Held {
        @Subscribe(overflow = Overflow.CONFLATE, key = "orderId.length")
        void on(OrderCreated event) throws InterruptedException {
            handle(event.orderId());
        }
    }

    /** Its key is the one that the event declares. */
    static final class ConflatingByDefaultKey extends Held {
        @Subscribe(overflow = Overflow.CONFLATE)
        void on(OrderCreated event) throws InterruptedException {
            handle(event.orderId() + " " + event.cents());
        }
    }

    static final class Blocking extends Held {
        @Subscribe(overflow = Overflow.BLOCK, blockMillis = 5, capacity = 1)
        void on(OrderCreated event) throws InterruptedException {
            handle(event.orderId());
        }
    }

    static final class Batching extends Held {
        @Subscribe(batch = 100)
        void on(List<OrderCreated> events, EventContext context) throws InterruptedException {
            handle(context.topic() + " " + events.size());
        }
    }

    /** Works only if two are in the handler at once. */
    static final class Concurrent {
        final CyclicBarrier together = new CyclicBarrier(2);

        @Subscribe(concurrency = 2, key = "orderId")
        void on(OrderCreated event) throws Exception {
            together.await(30, TimeUnit.SECONDS);
        }
    }

    static final class Staged {
        final Journal journal = new Journal();

        @Subscribe
        CompletionStage<?> on(OrderCreated event) {
            return CompletableFuture.runAsync(() -> journal.note(event.orderId()));
        }
    }
}
