package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.queue.Backoff;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts publishers that may have removed an event from the queue and not yet recorded what became of it, so that the
 * end of a channel can wait for them.
 */
final class PendingRemovals {

    private final AtomicInteger publishers = new AtomicInteger();

    /** To be called before an offer that may remove an event. */
    void begin() {
        publishers.incrementAndGet();
    }

    /** To be called after the removal was recorded. */
    void end() {
        publishers.decrementAndGet();
    }

    /**
     * Waits until none is pending, after the queue was closed: some instructions. Not forever, since the
     * {@code equals} of a user's keys runs there too, and might cancel.
     */
    void await() {
        Backoff.awaitBriefly(() -> publishers.get() == 0);
    }
}
