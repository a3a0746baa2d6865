package dev.eventbus.acceptance;

import dev.eventbus.DeliveryMode;
import dev.eventbus.EventContext;
import dev.eventbus.Subscribe;

/** Direct handlers: the dispatcher of the index reaches them through typed fields. */
final class Guard {

    private final Journal journal;
    private final String name;

    Guard(Journal journal, String name) {
        this.journal = journal;
        this.name = name;
    }

    @Subscribe(mode = DeliveryMode.DIRECT, priority = 10)
    void first(OrderShipped event) {
        journal.note(name + ".first");
    }

    @Subscribe(mode = DeliveryMode.DIRECT)
    void middle(OrderEvent event, EventContext context) {
        journal.note(name + ".middle " + context.topic());
    }

    @Subscribe(mode = DeliveryMode.DIRECT, filter = "wanted", priority = 5)
    void filtered(OrderShipped event) {
        journal.note(name + ".filtered");
    }

    boolean wanted(OrderShipped event) {
        return !event.orderId().equals("unwanted");
    }

    @Subscribe(mode = DeliveryMode.DIRECT, priority = -10)
    void last(OrderShipped event) {
        if (event.orderId().equals("bad")) {
            throw new IllegalStateException("expected");
        }
        journal.note(name + ".last");
    }
}
