package dev.eventbus.runtime.queue;

import org.jspecify.annotations.Nullable;

/**
 * Keeps items in the order in which they are added, without a bound of its own: {@link TicketQueue} lets in only as many
 * as its capacity.
 */
interface EventStorage {

    /** Adds an item. Any number of threads at once. */
    void add(Object item);

    /**
     * Removes the oldest item; null if there is none, or its producer has claimed its place and not filled it yet.
     * Whether several threads may poll at once is up to the implementation.
     */
    @Nullable
    Object poll();
}
