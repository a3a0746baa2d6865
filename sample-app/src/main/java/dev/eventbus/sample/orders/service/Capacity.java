package dev.eventbus.sample.orders.service;

/** How many events may wait for a handler. A channel uses memory for what waits, not for what it could hold. */
final class Capacity {

    /** For what must not be lost: room for far more than the shop gets in a rush hour. */
    static final int BUSINESS = 65_536;

    private Capacity() {}
}
