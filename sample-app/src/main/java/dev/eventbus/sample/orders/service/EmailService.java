package dev.eventbus.sample.orders.service;

import dev.eventbus.Overflow;
import dev.eventbus.Subscribe;
import dev.eventbus.sample.orders.domain.Order;
import dev.eventbus.sample.orders.event.OrderCreated;
import dev.eventbus.sample.orders.event.OrderShipped;
import java.util.concurrent.atomic.LongAdder;

/**
 * Mails the customer. Slow, so its channels are short, and each says what to do when it cannot keep up: this and
 * nothing else suffers from the slowness.
 */
public final class EmailService {

    private final MailServer server;
    private final LongAdder sent = new LongAdder();

    public EmailService(MailServer server) {
        this.server = server;
    }

    /** A confirmation: who came first is served first, and the publisher learns of every refusal. */
    @Subscribe(capacity = Capacity.MAIL, overflow = Overflow.DROP_NEWEST)
    void onOrderCreated(OrderCreated event) throws InterruptedException {
        send(event.order(), "We have received your order");
    }

    /** A shipping notice: the latest matters most, so the one that has waited longest makes room. */
    @Subscribe(capacity = Capacity.MAIL, overflow = Overflow.DROP_OLDEST)
    void onOrderShipped(OrderShipped event) throws InterruptedException {
        send(event.order(), "Your parcel " + event.trackingNumber() + " is on its way");
    }

    private void send(Order order, String subject) throws InterruptedException {
        server.send(order.customer().email(), subject);
        sent.increment();
    }

    /** How many mails were sent. */
    public long sent() {
        return sent.sum();
    }
}
