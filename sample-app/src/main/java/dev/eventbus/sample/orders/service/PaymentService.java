package dev.eventbus.sample.orders.service;

import dev.eventbus.Subscribe;
import dev.eventbus.sample.orders.event.OrderCreated;
import dev.eventbus.sample.orders.event.PaymentCompleted;

/** Collects the money of every order: a handler that publishes. */
public final class PaymentService {

    private final Announcer announcer;

    public PaymentService(Announcer announcer) {
        this.announcer = announcer;
    }

    @Subscribe(capacity = Capacity.BUSINESS)
    void onOrderCreated(OrderCreated event) {
        announcer.announce(new PaymentCompleted(event.order(), event.order().cents()));
    }
}
