package dev.eventbus.benchmarks.channel;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The check that subscribers have got what was published for them, each event once. */
final class Delivery {

    private static final long PAUSE_NANOS = 20_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private Delivery() {}

    /**
     * Waits until each subscriber has handled a number of events.
     *
     * @param subscribers who
     * @param expected how many each has got from the start
     * @throws IllegalStateException if nothing moves for ten seconds, so that events must be lost, or one has got more
     */
    static void awaitDrained(List<? extends Subscriber> subscribers, long expected) {
        long last = -1;
        long since = System.nanoTime();
        while (true) {
            long least = least(subscribers);
            if (least >= expected) {
                check(subscribers, expected);
                return;
            }
            long now = System.nanoTime();
            long all = subscribers.stream().mapToLong(Subscriber::handled).sum();
            if (all != last) {
                last = all;
                since = now;
            } else if (now - since > PATIENCE_NANOS) {
                throw new IllegalStateException("lost: a subscriber got " + least + " of " + expected + " events");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /**
     * Checks that each subscriber has handled a number of events, no more and no less.
     *
     * @throws IllegalStateException if one has not
     */
    static void check(List<? extends Subscriber> subscribers, long expected) {
        for (Subscriber subscriber : subscribers) {
            if (subscriber.handled() != expected) {
                throw new IllegalStateException(
                        "not exact: a subscriber got " + subscriber.handled() + " of " + expected + " events");
            }
        }
    }

    /** How many events the slowest has handled. */
    static long least(List<? extends Subscriber> subscribers) {
        long least = Long.MAX_VALUE;
        for (Subscriber subscriber : subscribers) {
            least = Math.min(least, subscriber.handled());
        }
        return least;
    }
}
