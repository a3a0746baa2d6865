package dev.eventbus.acceptance.inherited;

import dev.eventbus.Subscribe;
import dev.eventbus.acceptance.Journal;
import dev.eventbus.acceptance.OrderShipped;

/** Handlers that subclasses in another package inherit. */
public abstract class Base {

    /** Where to note. */
    protected final Journal journal;

    /** For subclasses. */
    protected Base(Journal journal) {
        this.journal = journal;
    }

    @Subscribe
    void packagePrivate(OrderShipped event) {
        journal.note("Base.packagePrivate " + event.orderId());
    }

    /** Overridden by the subclass. */
    @Subscribe
    protected void overridden(OrderShipped event) {
        journal.note("Base.overridden " + event.orderId());
    }
}
