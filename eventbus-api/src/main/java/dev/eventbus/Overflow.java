package dev.eventbus;

/** What happens to an event that finds the channel of a subscription full. */
public enum Overflow {

    /** The new event is dropped; queued events stay. The publisher sees it in {@link PublishResult#dropped()}. */
    DROP_NEWEST,

    /** The event that has waited longest is dropped to make room; the new one is accepted. */
    DROP_OLDEST,

    /**
     * Conflates: the channel keeps only the latest event per key (without a key, only the latest event). A newer event
     * replaces the waiting event that has the same key; the replaced event counts as conflated. An event with a new
     * key that finds no room is dropped.
     */
    CONFLATE,

    /** The publisher waits for room, at most {@link Subscribe#blockMillis()}; after that the new event is dropped. */
    BLOCK
}
