package dev.eventbus;

/** Why a subscription lost an event that matched it. Constants may be added. */
public enum DropReason {

    /** The channel was full: the new event was refused, or the oldest one displaced, as its {@link Overflow} says. */
    OVERFLOW,

    /** The subscription's filter threw. */
    FILTER_FAILED,

    /** The subscription's key accessor threw, or {@code equals} or {@code hashCode} of what it gave. */
    KEY_FAILED,

    /** The subscription's {@linkplain Breaker circuit breaker} was open. */
    BREAKER_OPEN,

    /** A handler published with {@link Overflow#BLOCK} into its own full channel, which would have waited for itself. */
    SELF_BLOCK,

    /** The publisher was interrupted while it waited for room under {@link Overflow#BLOCK}, or before. */
    INTERRUPTED,

    /** The event waited in the channel, or its publisher for room in it, when its subscription was cancelled. */
    CANCELLED,

    /**
     * The event waited in the channel, or its publisher for room in it, when the bus was closed or ran out of time to
     * deliver it; or the bus was closed while the event was on its way and another subscription had already accepted
     * or dropped it.
     */
    CLOSED
}
