package dev.eventbus.benchmarks.start;

import dev.eventbus.benchmarks.GreenrobotIndex;
import org.greenrobot.eventbus.EventBus;
import org.greenrobot.eventbus.EventBusBuilder;
import org.greenrobot.eventbus.Subscribe;
import org.greenrobot.eventbus.meta.SubscriberInfoIndex;

/** greenrobot's bus with indexes; public, as the index that is generated names its listener. */
public final class GreenrobotContender implements Contender {

    private final EventBus bus;

    GreenrobotContender(SubscriberInfoIndex... more) {
        EventBusBuilder builder = EventBus.builder().addIndex(new GreenrobotIndex());
        for (SubscriberInfoIndex index : more) {
            builder.addIndex(index);
        }
        bus = builder.build();
    }

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

        /** For {@link GreenrobotContender}. */
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
