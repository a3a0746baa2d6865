package dev.eventbus;

/** Why a subscription dropped or discarded an event that matched it. Constants may be added. */
public enum DropReason {

    /** The channel was full: the new event was refused, or the oldest one displaced, as its {@link Overflow} says. */
    OVERFLOW,

    /** The filter of the subscription threw. */
    FILTER_FAILED,

    /** The key accessor of the subscription threw, or {@code equals} or {@code hashCode} of the key did. */
    KEY_FAILED,

    /** The {@linkplain Breaker circuit breaker} of the subscription was open. */
    BREAKER_OPEN,

    /**
     * A handler published with {@link Overflow#BLOCK} into its own full channel, which would have waited for itself.
     */
    SELF_BLOCK,

    /** The publisher was interrupted while it waited for room under {@link Overflow#BLOCK}, or before. */
    INTERRUPTED,

    /** The event was queued, or its publisher waited for room, when the subscription was cancelled. */
    CANCELLED,

    /**
     * The event was queued, or its publisher waited for room, when the bus was closed or ran out of time to deliver it;
     * or the bus was closed while the event was on its way and another subscription had already accepted or dropped it.
     */
    CLOSED
}
