package dev.eventbus.runtime.index;

import dev.eventbus.spi.generated.DirectDispatcher;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dispatcher that an index can make: for events of one class, with a slot for each direct handler of the compilation. */
public final class DispatcherPlan {

    private final SubscriberIndex index;
    private final int number;
    private final List<Slot> slots = new ArrayList<>();

    DispatcherPlan(SubscriberIndex index, int number) {
        this.index = index;
        this.number = number;
    }

    void addSlot(String subscriberClass, int handler) {
        slots.add(new Slot(subscriberClass, handler));
    }

    /** The slot of a handler; -1 if it has none here. */
    public int slotOf(String subscriberClass, int handler) {
        return slots.indexOf(new Slot(subscriberClass, handler));
    }

    /** How many slots there are. */
    public int size() {
        return slots.size();
    }

    /** A dispatcher bound to subscribers, null for a slot that stays empty. */
    public DirectDispatcher bind(@Nullable Object[] subscribers) {
        return index.dispatcher(number, subscribers);
    }

    private record Slot(String subscriberClass, int handler) {}
}
