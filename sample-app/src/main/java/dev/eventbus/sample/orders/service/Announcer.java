package dev.eventbus.sample.orders.service;

import dev.eventbus.EventBus;
import dev.eventbus.PublishResult;
import dev.eventbus.sample.orders.event.OrderEvent;
import java.util.concurrent.atomic.LongAdder;

/**
 * Publishes the events of one service and keeps count.
 *
 * <p>A publisher does not know who listens, so it cannot make up for an event that a full channel refused. What it
 * can do is notice: the result says so at once, and the count is part of the final report.
 */
public final class Announcer {

    private final EventBus bus;
    private final String service;
    private final LongAdder published = new LongAdder();
    private final LongAdder refused = new LongAdder();

    public Announcer(EventBus bus, Class<?> service) {
        this.bus = bus;
        this.service = service.getSimpleName();
    }

    void announce(OrderEvent event) {
        PublishResult result = bus.publish(event);
        published.increment();
        refused.add(result.dropped());
    }

    /** The name of the publishing service. */
    public String service() {
        return service;
    }

    /** How many events were published. */
    public long published() {
        return published.sum();
    }

    /** How often a subscription refused one of them at once, because its channel was full. */
    public long refused() {
        return refused.sum();
    }
}
