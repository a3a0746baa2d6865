package dev.eventbus.benchmarks.start;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;

/** A Spring context with one bean that listens. It takes no subscribers once it runs, so it starts only. */
final class SpringContender implements Contender {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    SpringContender() {}

    @Override
    public void deliverFirst() {
        context.register(Listener.class);
        context.refresh();
        context.publishEvent(new Started(1));
        Started.await();
    }

    @Override
    public void register(Object subscriber) {
        throw new UnsupportedOperationException("Spring is measured for its first event only.");
    }

    @Override
    public void publish(Object event) {
        context.publishEvent(event);
    }

    @Override
    public void awaitHandled() {
        // Every handler has returned when publishing has.
    }

    /** Hears of the first event. */
    public static final class Listener {

        /** For {@link SpringContender}. */
        public Listener() {}

        /**
         * Handles it.
         *
         * @param event the event
         */
        @EventListener
        public void onStarted(Started event) {
            Started.handle();
        }
    }
}
