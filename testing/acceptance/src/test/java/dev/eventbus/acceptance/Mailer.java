package dev.eventbus.acceptance;

import dev.eventbus.EventContext;
import dev.eventbus.Overflow;
import dev.eventbus.Subscribe;

/** Channel handlers of all shapes that this version delivers. */
final class Mailer {

    private final Journal journal;

    Mailer(Journal journal) {
        this.journal = journal;
    }

    @Subscribe
    void onOrder(OrderCreated event) {
        journal.note("onOrder " + event.orderId());
    }

    @Subscribe(topic = "order.*", name = "audit", capacity = 64, overflow = Overflow.DROP_OLDEST)
    void audit(OrderEvent event, EventContext context) {
        journal.note("audit " + context.topic() + " " + event.orderId());
    }

    @Subscribe(filter = "isLarge")
    void onLargeOrder(OrderCreated event) {
        journal.note("onLargeOrder " + event.orderId());
    }

    boolean isLarge(OrderCreated event) {
        return event.cents() >= 10_000;
    }

    @Subscribe
    void fails(OrderShipped event) throws Exception {
        throw new Exception("expected for " + event.orderId());
    }

    /** Nested classes have handlers too. */
    static final class Nested {

        private final Journal journal;

        Nested(Journal journal) {
            this.journal = journal;
        }

        @Subscribe
        void onOrder(OrderCreated event) {
            journal.note("Nested.onOrder " + event.orderId());
        }
    }
}
