package dev.eventbus;

/** How a subscription's handler gets its events. */
public enum DeliveryMode {

    /** Through a channel: the publisher offers the event and goes on, the handler runs in a thread of the bus. */
    CHANNEL,

    /** In the publisher's thread, before {@code publish} returns. */
    DIRECT
}
