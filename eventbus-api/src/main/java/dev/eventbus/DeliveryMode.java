package dev.eventbus;

/** How events reach the handler of a subscription. */
public enum DeliveryMode {

    /** Through a channel: the publisher offers the event and continues; the handler runs in a thread of the bus. */
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
