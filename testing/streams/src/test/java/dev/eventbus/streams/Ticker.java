package dev.eventbus.streams;

import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.SubscriptionBuilder;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** A stream of a bus of its own that is published to once there is a subscriber: numbers from 0. */
final class Ticker implements Flow.Publisher<Integer> {

    private final EventBus bus = EventBus.builder().build();
    private final Flow.Publisher<Integer> stream;
    private final long elements;
    private final AtomicBoolean begun = new AtomicBoolean();

    /**
     * A stream that nobody has subscribed to.
     *
     * @param elements how many events come before the bus is closed; Long.MAX_VALUE for no end
     */
    Ticker(long elements, Overflow overflow, int capacity) {
        this.elements = elements;
        SubscriptionBuilder<Integer> builder =
                bus.subscription(Integer.class).overflow(overflow).capacity(capacity);
        if (overflow == Overflow.BLOCK) {
            builder.blockWithoutLimit();
        }
        this.stream = builder.flowPublisher();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Integer> subscriber) {
        stream.subscribe(subscriber);
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        Thread thread = new Thread(this::publish, "ticker");
        thread.setDaemon(true);
        thread.start();
    }

    private void publish() {
        // A stream without subscribers any more would be published to in vain, for ever.
        for (long i = 0; i < elements && !bus.subscriptions().isEmpty(); i++) {
            bus.publish((int) i);
        }
        bus.close();
    }
}
