package dev.eventbus.benchmarks.channel;

import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.Publisher;
import dev.eventbus.SubscriptionBuilder;
import java.util.List;

/** This project: a bus with everything by default, a subscription each, a publisher kept. */
final class EventBusContender implements Contender {

    private final EventBus bus = EventBus.builder().build();
    private final Publisher<Tick> publisher;

    EventBusContender(List<? extends Subscriber> subscribers, int capacity) {
        for (Subscriber subscriber : subscribers) {
            SubscriptionBuilder<Tick> subscription =
                    bus.subscription(Tick.class).capacity(capacity);
            if (subscriber.lossless()) {
                subscription.overflow(Overflow.BLOCK).blockWithoutLimit();
            }
            subscription.handle(subscriber::handle);
        }
        publisher = bus.publisher(Tick.class);
    }

    @Override
    public void publish(Tick tick) {
        publisher.publish(tick);
    }

    @Override
    public void close() {
        bus.close();
    }
}
