package dev.eventbus.runtime.routing;

import dev.eventbus.BusClosedException;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.subscription.BusSubscription;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether a bus accepts events, and from which threads. Goes one way: open, closing, closed.
 *
 * <p>Threading: any. It also stands for its bus in {@link HandlerStack}.
 */
public final class BusState {

    /** Accepts events and subscriptions. */
    private static final int OPEN = 0;
    /** Close was called: events of the bus's own handlers are still accepted while it drains. */
    private static final int CLOSING = 1;
    /** Accepts nothing any more. */
    private static final int CLOSED = 2;

    private final String busName;
    private final SubscriptionTable table;
    private final AtomicInteger state = new AtomicInteger(OPEN);

    /**
     * The state of a bus that is open.
     *
     * @param table the subscriptions of the bus
     */
    public BusState(String busName, SubscriptionTable table) {
        this.busName = busName;
        this.table = table;
    }

    /**
     * Refuses to publish unless the bus is open, or is closing and the current thread is in one of its handlers.
     *
     * @throws BusClosedException then
     */
    public void requireOpen() {
        if (state.get() != OPEN && (isClosed() || !isInsideHandler())) {
            throw new BusClosedException("Bus " + busName + " is closed and takes no events.");
        }
    }

    /** Whether the current thread is in a handler of the bus. */
    public boolean isInsideHandler() {
        if (HandlerStack.current().isInside(this)) {
            return true;
        }
        // Direct handlers are seldom on the stack of handlers: their counts know who is in them.
        for (BusSubscription subscription : table.activeAndRetired()) {
            if (subscription.runsOfCurrentThread() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Begins to close; false if another thread has. */
    public boolean beginClosing() {
        return state.compareAndSet(OPEN, CLOSING);
    }

    public void close() {
        state.set(CLOSED);
    }

    public String busName() {
        return busName;
    }

    public boolean isOpen() {
        return state.get() == OPEN;
    }

    public boolean isClosed() {
        return state.get() == CLOSED;
    }
}
