package dev.eventbus.benchmarks.channel;

import com.google.common.eventbus.AsyncEventBus;
import com.google.common.eventbus.Subscribe;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Guava's asynchronous bus on a pool of two threads. It has no bound, so a {@link Throttle} is put before it, and
 * keeps no order of events.
 */
final class GuavaContender implements Contender {

    private final ExecutorService pool = Executors.newFixedThreadPool(2, DaemonThread::new);
    private final AsyncEventBus bus = new AsyncEventBus(pool);
    private final Throttle throttle;

    GuavaContender(List<? extends Subscriber> subscribers, int capacity) {
        throttle = new Throttle(subscribers, capacity);
        subscribers.forEach(subscriber -> bus.register(new Listener(subscriber)));
    }

    @Override
    public void publish(Tick tick) {
        throttle.admit();
        bus.post(tick);
    }

    @Override
    public void close() {
        pool.shutdown();
    }

    /** A listener, which the bus calls by reflection, one call at a time. */
    public static final class Listener {

        private final Subscriber subscriber;

        private Listener(Subscriber subscriber) {
            this.subscriber = subscriber;
        }

        /** Handles an event. */
        @Subscribe
        public void onTick(Tick tick) {
            subscriber.handle(tick);
        }
    }
}
