package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.delivery.Envelope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The events that a handler of batches is given together.
 *
 * @param items the events or their envelopes
 * @param events the events, for the handler, which may keep the list and cannot change it
 */
record Batch(List<Object> items, List<?> events) {

    /** A batch of what came out of the queue; the list is not to be changed after that. */
    static Batch of(List<Object> items) {
        List<Object> events = items;
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Envelope envelope) {
                if (events == items) {
                    events = new ArrayList<>(items);
                }
                events.set(i, envelope.event());
            }
        }
        return new Batch(items, Collections.unmodifiableList(events));
    }
}
