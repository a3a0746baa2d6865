package dev.eventbus.runtime.subscription;

/** What a subscription did with an event that it was offered. */
public enum OfferResult {
    /** The event is in the channel, or the direct handler was called. */
    ACCEPTED,
    /** The event matched and was lost; counted and reported. */
    DROPPED,
    /** The filter refused the event, or the subscription has ended. */
    NO_MATCH,
    /** The event matches, the channel is full, and its policy is to wait: nothing has been counted. */
    FULL,
    /**
     * The event matches, and the bus has closed the subscription while the event was on its way: nothing has been
     * counted. It is a loss if another subscription has accepted or dropped the event; if none has, the publisher is
     * refused instead.
     */
    LATE
}
