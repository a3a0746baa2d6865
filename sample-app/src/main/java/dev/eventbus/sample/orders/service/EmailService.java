package dev.eventbus.sample.orders.service;

import dev.eventbus.Retry;
import dev.eventbus.Subscribe;
import dev.eventbus.sample.orders.domain.Order;
import dev.eventbus.sample.orders.event.OrderCreated;
import dev.eventbus.sample.orders.event.OrderShipped;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Mails the customer. The mail server is slow and sometimes fails, so both handlers have a large channel, send two
 * mails at a time and try each mail twice. While a mail waits for its second attempt, mails to other customers go on:
 * that is what the key is for. A mail that fails twice becomes a dead letter.
 */
public final class EmailService {

    private final MailServer server;
    private final LongAdder sent = new LongAdder();
    private final LongAdder confirmationNanos = new LongAdder();
    private final LongAdder noticeNanos = new LongAdder();

    public EmailService(MailServer server) {
        this.server = server;
    }

    @Subscribe(
            capacity = Capacity.BUSINESS,
            key = "order.customer.id",
            concurrency = 2,
            retry = @Retry(maxAttempts = 2, delayMillis = 50))
    void onOrderCreated(OrderCreated event) throws IOException, InterruptedException {
        send(event.order(), "We have received your order", confirmationNanos);
    }

    @Subscribe(
            capacity = Capacity.BUSINESS,
            key = "order.customer.id",
            concurrency = 2,
            retry = @Retry(maxAttempts = 2, delayMillis = 50))
    void onOrderShipped(OrderShipped event) throws IOException, InterruptedException {
        send(event.order(), "Your parcel " + event.trackingNumber() + " is on its way", noticeNanos);
    }

    private void send(Order order, String subject, LongAdder nanos) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try {
            server.send(order.customer().email(), subject);
            sent.increment();
        } finally {
            nanos.add(System.nanoTime() - start);
        }
    }

    /** How many mails were sent. */
    public long sent() {
        return sent.sum();
    }

    /** How long each handler was busy with the mail server, all its calls added up, by short subscription name. */
    public Map<String, Duration> busy() {
        return Map.of(
                "EmailService.onOrderCreated", Duration.ofNanos(confirmationNanos.sum()),
                "EmailService.onOrderShipped", Duration.ofNanos(noticeNanos.sum()));
    }
}
