package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.execution.Parker;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The publishers that wait for room in one full channel, first come first.
 *
 * <p>A publisher enters, tries once more, and only then sleeps; a drain makes room, and then looks whether somebody waits. Both
 * sides' first step is a full fence, so one of the two sees the other.
 */
final class WaitQueue {

    private final Queue<Parker> waiting = new ConcurrentLinkedQueue<>();
    // As many as are in the queue or about to be: what a drain reads for each event.
    private final AtomicInteger count = new AtomicInteger();

    // Publishers for whose events it is still open whether they come in: those in the queue, and those that were woken.
    private final AtomicInteger unsettled = new AtomicInteger();

    /** A publisher begins to wait for room, perhaps without sleeping. */
    void begin() {
        unsettled.incrementAndGet();
    }

    /** It has come in, or given up, and counted that; tells whether nobody else waits. */
    boolean settled() {
        return unsettled.decrementAndGet() == 0;
    }

    /** Whether it is open for any publisher whether its event comes in. */
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

    /** Wakes the first; it has left then, and enters again if it finds no room. */
    void wakeFirst() {
        Parker first = poll();
        if (first != null) {
            first.wake();
        }
    }

    void wakeAll() {
        for (Parker each = poll(); each != null; each = poll()) {
            each.wake();
        }
    }

    private @Nullable Parker poll() {
        Parker first = waiting.poll();
        if (first != null) {
            count.decrementAndGet();
        }
        return first;
    }
}
