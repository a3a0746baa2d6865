package dev.eventbus.benchmarks.channel;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.greenrobot.eventbus.EventBus;
import org.greenrobot.eventbus.Subscribe;
import org.greenrobot.eventbus.ThreadMode;

/**
 * greenrobot's bus with {@code ThreadMode.BACKGROUND}: one thread at a time handles for all subscribers, in order.
 * (With {@code ASYNC} one handler would be called by several threads at once.) It has no bound, so a {@link Throttle}
 * is put before it.
 */
final class GreenrobotContender implements Contender {

    private final ExecutorService pool = Executors.newCachedThreadPool(DaemonThread::new);
    private final EventBus bus =
            EventBus.builder().executorService(pool).eventInheritance(false).build();
    private final Throttle throttle;

    GreenrobotContender(List<? extends Subscriber> subscribers, int capacity) {
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

    /** A listener, which the bus calls by reflection. */
    public static final class Listener {

        private final Subscriber subscriber;

        private Listener(Subscriber subscriber) {
            this.subscriber = subscriber;
        }

        /** Handles an event. */
        @Subscribe(threadMode = ThreadMode.BACKGROUND)
        public void onTick(Tick tick) {
            subscriber.handle(tick);
        }
    }
}
