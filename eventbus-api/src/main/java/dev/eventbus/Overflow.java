package dev.eventbus;

/** What happens to an event that finds the channel of a subscription full. */
public enum Overflow {

    /** The new event is dropped; what waits stays. The publisher learns of it from {@link PublishResult#dropped()}. */
    DROP_NEWEST,

    /** The event that has waited longest is dropped to make room; the new one is accepted. */
    DROP_OLDEST,

    /**
     * The channel keeps the latest event per key (without a key: the latest of all). A newer event takes the place of the
     * one it displaces, which is counted as conflated; an event with a new key that finds no room is dropped.
     */
    CONFLATE,

    /** The publisher waits for room, at most {@link Subscribe#blockMillis()}; then the new event is dropped. */
    BLOCK
}
