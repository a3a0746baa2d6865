package com.acme;

import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.Retry;
import dev.eventbus.Subscribe;

class Mailer {
    private final EventBus bus = EventBus.builder().build();

    @Subscribe
    void every(Object event) {}

    @Subscribe(topic = "*")
    void meant(Object event) {}

    @SuppressWarnings("eventbus:every-event")
    @Subscribe
    void silenced(Object event) {}

    @Subscribe(retry = @Retry(maxAttempts = Integer.MAX_VALUE))
    void endless(OrderCreated event) {
        event.orderId();
    }

    @Subscribe(retry = @Retry(maxAttempts = Integer.MAX_VALUE))
    void catching(OrderCreated event) {
        try {
            event.orderId();
        } catch (RuntimeException e) {
            every(event);
        }
    }

    @Subscribe(overflow = Overflow.BLOCK)
    void own(OrderCreated event) {
        bus.publish(new OrderCreated("", 0));
    }

    @Subscribe(overflow = Overflow.BLOCK)
    void other(OrderEvent event) {}

    @Subscribe(retry = @Retry(maxAttempts = Integer.MAX_VALUE, abortOn = IllegalArgumentException.class))
    void choosy(OrderCreated event) {
        event.orderId();
    }
}
