package dev.eventbus.acceptance;

/** The supertype of the events below. */
public interface OrderEvent {

    /** Which order. */
    String orderId();
}
