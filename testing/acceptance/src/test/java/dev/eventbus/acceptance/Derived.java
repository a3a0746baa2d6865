package dev.eventbus.acceptance;

import dev.eventbus.Subscribe;
import dev.eventbus.acceptance.inherited.Base;

final class Derived extends Base {

    Derived(Journal journal) {
        super(journal);
    }

    @Override
    protected void overridden(OrderShipped event) {
        journal.note("Derived.overridden " + event.orderId());
    }

    @Subscribe
    void own(OrderShipped event) {
        journal.note("Derived.own " + event.orderId());
    }
}
