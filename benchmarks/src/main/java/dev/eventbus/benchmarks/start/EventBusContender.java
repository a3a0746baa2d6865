package dev.eventbus.benchmarks.start;

import dev.eventbus.DeliveryMode;
import dev.eventbus.EventBus;
import dev.eventbus.Subscribe;
import dev.eventbus.benchmarks.EventBusIndex;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.time.Duration;

/** This project's bus with generated indexes, its listener on a channel or in the publisher's thread. */
final class EventBusContender implements Contender {

    private final EventBus bus;
    private final boolean direct;

    EventBusContender(boolean direct, SubscriberIndex... more) {
        this.direct = direct;
        bus = EventBus.builder().index(new EventBusIndex()).index(more).build();
    }

    @Override
    public void deliverFirst() {
        bus.register(direct ? new DirectListener() : new Listener());
        bus.publish(new Started(1));
        Started.await();
    }

    @Override
    public void register(Object subscriber) {
        bus.register(subscriber);
    }

    @Override
    public void publish(Object event) {
        bus.publish(event);
    }

    @Override
    public void awaitHandled() throws InterruptedException {
        if (!bus.awaitIdle(Duration.ofMinutes(1))) {
            throw new IllegalStateException("not idle: " + bus.stats());
        }
    }

    /** Hears of the first event. */
    static final class Listener {
        @Subscribe
        void onStarted(Started event) {
            Started.handle();
        }
    }

    /** Hears of the first event in the publisher's thread. */
    static final class DirectListener {
        @Subscribe(mode = DeliveryMode.DIRECT)
        void onStarted(Started event) {
            Started.handle();
        }
    }
}
