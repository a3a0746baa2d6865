package dev.eventbus;

/** How events reach the handler of a subscription. */
public enum DeliveryMode {

    /** Through a channel: the publisher offers the event and continues; the handler runs in a thread of the bus. */
    CHANNEL,

    /**
     * In the publisher's thread, before {@code publish} returns.
     *
     * <p>Nested publishes run inside the outer one: when a DIRECT handler publishes, all DIRECT handlers of the nested
     * event return before the nested {@code publish} does. Only then does the outer event reach its remaining handlers.
     * A remaining handler that handles both events therefore sees the nested one first.
     */
    DIRECT
}
