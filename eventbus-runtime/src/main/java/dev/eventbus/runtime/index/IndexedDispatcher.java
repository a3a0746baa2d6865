package dev.eventbus.runtime.index;

import dev.eventbus.spi.generated.DirectDispatcher;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dispatcher that an index can make: for events of one class, with a slot for each of some direct handlers of the
 * compilation. A class of events with many direct handlers has several.
 */
public final class IndexedDispatcher {

    private final SubscriberIndex index;
    private final int number;
    private final List<DispatchedHandler> slots = new ArrayList<>();
    // Made when it is first needed (ADR 12); two threads may both make it.
    private volatile @Nullable Map<DispatchedHandler, Integer> places;

    IndexedDispatcher(SubscriberIndex index, int number) {
        this.index = index;
        this.number = number;
    }

    void addSlot(String subscriberClass, int handler) {
        slots.add(new DispatchedHandler(subscriberClass, handler));
    }

    /** The slot of a handler; -1 if it has none here. */
    public int slotOf(String subscriberClass, int handler) {
        Map<DispatchedHandler, Integer> known = places;
        if (known == null) {
            known = new HashMap<>();
            for (int place = 0; place < slots.size(); place++) {
                known.put(slots.get(place), place);
            }
            places = known;
        }
        return known.getOrDefault(new DispatchedHandler(subscriberClass, handler), -1);
    }

    /** How many slots there are. */
    public int size() {
        return slots.size();
    }

    /** A dispatcher bound to subscribers, null for a slot that stays empty. */
    public DirectDispatcher bind(@Nullable Object[] subscribers) {
        return index.dispatcher(number, subscribers);
    }

    // ADR 12: equality is written out.
    private record DispatchedHandler(String subscriberClass, int handler) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof DispatchedHandler that
                    && handler == that.handler
                    && subscriberClass.equals(that.subscriberClass);
        }

        @Override
        public int hashCode() {
            return 31 * subscriberClass.hashCode() + handler;
        }
    }
}
