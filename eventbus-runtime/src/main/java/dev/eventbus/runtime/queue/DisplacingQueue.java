package dev.eventbus.runtime.queue;

import org.jspecify.annotations.Nullable;

/** A queue whose producers may make room for themselves by taking the oldest entry. */
public abstract class DisplacingQueue extends ChannelQueue {

    DisplacingQueue() {}

    /**
     * Takes the oldest entry, for a producer that needs room.
     *
     * @return the entry; {@link #FAILED_SLOT}; or null if there is room meanwhile, or the queue has been closed
     */
    public abstract @Nullable Object displace();
}
