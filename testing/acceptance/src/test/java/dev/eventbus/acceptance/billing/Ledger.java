package dev.eventbus.acceptance.billing;

import dev.eventbus.DeliveryMode;
import dev.eventbus.Subscribe;
import dev.eventbus.acceptance.Journal;
import dev.eventbus.acceptance.OrderShipped;

/** A direct handler that is not public, in a package other than the index's: reached through a bridge. */
public final class Ledger {

    private final Journal journal;

    /** A ledger. */
    public Ledger(Journal journal) {
        this.journal = journal;
    }

    @Subscribe(mode = DeliveryMode.DIRECT, priority = 7)
    void book(OrderShipped event) {
        journal.note("Ledger.book");
    }
}
