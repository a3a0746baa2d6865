package dev.eventbus.runtime.queue;

import org.jspecify.annotations.Nullable;

/** A queue whose producers may make room for themselves by taking the oldest item. */
public abstract class DisplacingQueue extends ChannelQueue {

    DisplacingQueue() {}

    /**
     * Takes the oldest item, for a producer that needs room.
     *
     * @return the item; {@link #HOLE}; or null if there is room meanwhile, or the queue has been shut
     */
    public abstract @Nullable Object displace();
}
