package dev.eventbus.benchmarks.channel;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bound for contenders that have none: a publisher waits while the slowest subscriber is more than the capacity
 * behind. Without it one would measure how fast a heap fills. Costs a publisher one atomic increment an event.
 */
final class Throttle {

    private final List<? extends Subscriber> subscribers;
    private final int capacity;
    private final AtomicLong admitted = new AtomicLong();

    /**
     * How many the slowest subscriber had handled when somebody last looked; may fall back, which only makes one look
     * again.
     */
    private volatile long handled;

    Throttle(List<? extends Subscriber> subscribers, int capacity) {
        this.subscribers = subscribers;
        this.capacity = capacity;
    }

    /** Waits for room for one more event, which is published next. */
    void admit() {
        long before = admitted.getAndIncrement();
        if (before - handled >= capacity) {
            Backoff backoff = new Backoff();
            while (before - look() >= capacity) {
                backoff.pause();
            }
        }
    }

    private long look() {
        long least = Delivery.least(subscribers);
        handled = least;
        return least;
    }
}
