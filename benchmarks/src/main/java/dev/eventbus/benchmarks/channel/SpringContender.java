package dev.eventbus.benchmarks.channel;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.core.ResolvableType;

/**
 * Spring's multicaster, without a context around it, on a pool of two threads; listeners are synchronized, because it
 * may call one from both, and events may overtake each other. It has no bound, so a {@link Throttle} is put before
 * it.
 */
final class SpringContender implements Contender {

    private static final ResolvableType TYPE =
            ResolvableType.forClassWithGenerics(PayloadApplicationEvent.class, Tick.class);

    private final ExecutorService pool = Executors.newFixedThreadPool(2, DaemonThread::new);
    private final SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
    private final Throttle throttle;

    SpringContender(List<? extends Subscriber> subscribers, int capacity) {
        throttle = new Throttle(subscribers, capacity);
        multicaster.setTaskExecutor(pool);
        subscribers.forEach(subscriber -> multicaster.addApplicationListener(new Listener(subscriber)));
    }

    @Override
    public void publish(Tick tick) {
        throttle.admit();
        multicaster.multicastEvent(new PayloadApplicationEvent<>(this, tick, TYPE), TYPE);
    }

    @Override
    public void close() {
        pool.shutdown();
    }

    private static final class Listener implements ApplicationListener<PayloadApplicationEvent<Tick>> {

        private final Subscriber subscriber;

        private Listener(Subscriber subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public synchronized void onApplicationEvent(PayloadApplicationEvent<Tick> event) {
            subscriber.handle(event.getPayload());
        }
    }
}
