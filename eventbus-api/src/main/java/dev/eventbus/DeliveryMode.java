package dev.eventbus;

/** How a subscription's handler gets its events. */
public enum DeliveryMode {

    /** Through a channel: the publisher offers the event and goes on, the handler runs in a thread of the bus. */
    CHANNEL,

    /**
     * In the publisher's thread, before {@code publish} returns.
     *
     * <p>Nested publishes run inside the outer one: when a DIRECT handler publishes, all DIRECT handlers of the nested
     * event have returned before its own {@code publish} does, and only then does the outer event reach the remaining
     * handlers. One that handles both therefore sees the nested event first.
     */
    DIRECT
}
