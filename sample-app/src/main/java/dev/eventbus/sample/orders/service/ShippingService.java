package dev.eventbus.sample.orders.service;

import dev.eventbus.Subscribe;
import dev.eventbus.sample.orders.event.OrderShipped;
import dev.eventbus.sample.orders.event.PaymentCompleted;

/** Sends what has been paid. */
public final class ShippingService {

    private final Announcer announcer;

    // A handler is never called by two threads at once, and each call sees what the one before did: a plain field is
    // safe.
    private long parcels;

    public ShippingService(Announcer announcer) {
        this.announcer = announcer;
    }

    @Subscribe(capacity = Capacity.BUSINESS)
    void onPaymentCompleted(PaymentCompleted event) {
        parcels++;
        announcer.announce(new OrderShipped(event.order(), "PARCEL-" + parcels));
    }
}
