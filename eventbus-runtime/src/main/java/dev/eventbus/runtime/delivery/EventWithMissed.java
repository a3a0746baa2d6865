package dev.eventbus.runtime.delivery;

/**
 * An item of a queue with how many events the subscription dropped just before it. Made only for the first event that
 * is accepted after a drop, and only for handlers that take a context.
 *
 * @param envelope the item itself
 * @param missed the number of events dropped before it
 */
public record EventWithMissed(Envelope envelope, long missed) {}
