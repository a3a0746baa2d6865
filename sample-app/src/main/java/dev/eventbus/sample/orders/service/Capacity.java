package dev.eventbus.sample.orders.service;

/** How many events may wait for a handler. A channel uses memory for those that wait, not for what it could hold. */
final class Capacity {

    /** For what must not be lost: room for a burst far above what the handler needs a second for. */
    static final int BUSINESS = 65_536;

    /** For what is worth little when it comes late: a short queue that overflows rather than falls behind. */
    static final int MAIL = 64;

    private Capacity() {}
}
