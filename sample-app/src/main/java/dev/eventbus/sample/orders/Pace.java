package dev.eventbus.sample.orders;

import java.util.concurrent.TimeUnit;

/** How fast customers come: waits between two orders. */
@FunctionalInterface
interface Pace {

    /** Waits until the next order is due. */
    void await() throws InterruptedException;

    /** At most this many orders per second, evenly spaced; 0 for as fast as they can be read. */
    static Pace perSecond(int orders) {
        return orders == 0 ? () -> {} : new Steady(TimeUnit.SECONDS.toNanos(1) / orders);
    }

    /** One order per interval. After a pause, at most a few orders catch up. */
    final class Steady implements Pace {

        private static final long MOST_BEHIND_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

        private final long intervalNanos;
        private long dueNanos = System.nanoTime();

        private Steady(long intervalNanos) {
            this.intervalNanos = intervalNanos;
        }

        @Override
        public void await() throws InterruptedException {
            long now = System.nanoTime();
            if (dueNanos - now > 0) {
                TimeUnit.NANOSECONDS.sleep(dueNanos - now);
            } else if (now - dueNanos > MOST_BEHIND_NANOS) {
                dueNanos = now - MOST_BEHIND_NANOS;
            }
            dueNanos += intervalNanos;
        }
    }
}
