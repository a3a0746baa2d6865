package dev.eventbus.runtime.retention;

import dev.eventbus.runtime.delivery.Envelope;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The last events of one declaration. Guarded by the lock of {@link Retention}. Memory: as many as it may hold, once
 * they came.
 */
final class RetainedLog {

    private final int count;
    private final ArrayDeque<Envelope> events = new ArrayDeque<>();

    RetainedLog(int count) {
        this.count = count;
    }

    void add(Envelope event) {
        if (events.size() == count) {
            events.removeFirst();
        }
        events.addLast(event);
    }

    Collection<Envelope> events() {
        return events;
    }

    /** Removes events and notes their numbers. */
    void remove(Predicate<Envelope> which, Set<Long> removed) {
        events.removeIf(event -> which.test(event) && noted(event, removed));
    }

    private static boolean noted(Envelope event, Set<Long> removed) {
        removed.add(event.number());
        return true;
    }

    void clear() {
        events.clear();
    }
}
