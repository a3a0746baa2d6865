package dev.eventbus.benchmarks.start;

import dev.eventbus.EventBus;
import dev.eventbus.Subscribe;
import dev.eventbus.benchmarks.EventBusIndex;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.time.Duration;

/** This project's bus with generated indexes, its handlers on channels, as they are by default. */
final class EventBusContender implements Contender {

    private final EventBus bus;

    EventBusContender(SubscriberIndex... more) {
        bus = EventBus.builder().index(new EventBusIndex()).index(more).build();
    }

    @Override
    public void deliverFirst() {
        bus.register(new Listener());
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
}
