package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.execution.Parker;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The publishers that wait for room in one full channel, first come first.
 *
 * <p>A publisher enters, tries once more, and only then sleeps; a drain frees a slot, and then checks whether a
 * publisher waits. Both sides' first step is a full fence, so one of the two sees the other.
 */
final class WaitQueue {

    private final Queue<Parker> waiting = new ConcurrentLinkedQueue<>();
    // How many are in the queue or about to be: what a drain reads for each event.
    private final AtomicInteger count = new AtomicInteger();

    // Publishers whose events are neither accepted nor lost yet: those in the queue, and those that were woken.
    private final AtomicInteger unsettled = new AtomicInteger();

    /** A publisher begins to wait for room, perhaps without sleeping. */
    void begin() {
        unsettled.incrementAndGet();
    }

    /**
     * A publisher has enqueued its event or given up, and what became of the event has been counted.
     *
     * @return whether no other publisher waits
     */
    boolean settle() {
        return unsettled.decrementAndGet() == 0;
    }

    /** Whether a publisher waits, or has waited and not yet settled. */
    boolean isWaitedFor() {
        return unsettled.get() > 0;
    }

    void enter(Parker publisher) {
        count.incrementAndGet();
        waiting.add(publisher);
    }

    void leave(Parker publisher) {
        if (waiting.remove(publisher)) {
            count.decrementAndGet();
        }
    }

    boolean isEmpty() {
        return count.get() == 0;
    }

    /**
     * Wakes the first; it has left then, and enters again if it finds no room.
     *
     * @return false if none waits
     */
    boolean wakeFirst() {
        Parker first = waiting.poll();
        if (first == null) {
            return false;
        }
        count.decrementAndGet();
        first.wake();
        return true;
    }

    void wakeAll() {
        boolean woken;
        do {
            woken = wakeFirst();
        } while (woken);
    }
}
