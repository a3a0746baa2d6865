package dev.eventbus.sample.orders.service;

import dev.eventbus.EventContext;
import dev.eventbus.Subscribe;
import dev.eventbus.sample.orders.event.OrderEvent;
import dev.eventbus.sample.orders.event.PaymentCompleted;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends a message to the customer's phone whenever something happens: one handler for several topics, and a plain
 * one.
 */
public final class NotificationService {

    private final Map<String, Long> messages = new ConcurrentHashMap<>();

    /**
     * A pattern and a supertype: everything whose topic begins with {@code order}, with the context that says which.
     */
    @Subscribe(topic = "order.*", capacity = Capacity.BUSINESS)
    void onOrder(OrderEvent event, EventContext context) {
        message(context.topic());
    }

    @Subscribe(capacity = Capacity.BUSINESS)
    void onPaymentCompleted(PaymentCompleted event) {
        message("payment.completed");
    }

    private void message(String topic) {
        messages.merge(topic, 1L, Long::sum);
    }

    /** How many messages were sent, by topic. */
    public Map<String, Long> messages() {
        return new TreeMap<>(messages);
    }

    /** How many messages were sent. */
    public long total() {
        return messages.values().stream().mapToLong(Long::longValue).sum();
    }
}
