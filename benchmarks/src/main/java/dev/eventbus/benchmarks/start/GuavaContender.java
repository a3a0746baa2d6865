package dev.eventbus.benchmarks.start;

import com.google.common.eventbus.EventBus;
import com.google.common.eventbus.Subscribe;

/** Guava's bus. */
final class GuavaContender implements Contender {

    private final EventBus bus = new EventBus();

    GuavaContender() {}

    @Override
    public void deliverFirst() {
        bus.register(new Listener());
        bus.post(new Started(1));
        Started.await();
    }

    @Override
    public void register(Object subscriber) {
        bus.register(subscriber);
    }

    @Override
    public void publish(Object event) {
        bus.post(event);
    }

    @Override
    public void awaitHandled() {
        // Every handler has returned when publishing has.
    }

    /** Hears of the first event. */
    public static final class Listener {

        /** For {@link GuavaContender}. */
        public Listener() {}

        /**
         * Handles it.
         *
         * @param event the event
         */
        @Subscribe
        public void onStarted(Started event) {
            Started.handle();
        }
    }
}
