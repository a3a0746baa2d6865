package dev.eventbus.runtime;

import dev.eventbus.BusClosedException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Whether a bus takes events. Goes one way: open, closing, closed. */
final class BusState implements BooleanSupplier {

    /** Takes events and subscriptions. */
    private static final int OPEN = 0;
    /** Close was called: events of the bus's own handlers are still accepted while it drains. */
    private static final int CLOSING = 1;
    /** Nothing is accepted any more. */
    private static final int CLOSED = 2;

    private volatile @Nullable SubscriptionRegistry registry;
    private final String busName;
    private final AtomicInteger state = new AtomicInteger(OPEN);

    /**
     * The state of a bus that is open.
     */
    BusState(String busName) {
        this.busName = busName;
    }

    /**
     * Refuses to publish unless the bus is open, or is closing and the current thread is in one of its handlers.
     *
     * @throws BusClosedException then
     */
    void requireOpen() {
        if (state.get() != OPEN) {
            requireOwnHandler();
        }
    }

    private void requireOwnHandler() {
        if (isClosed() || !isInsideHandler()) {
            throw new BusClosedException("Bus " + busName + " is closed and takes no events.");
        }
    }

    /** Sets, once, who knows whether the current thread is in a handler of the bus. */
    void handlersOf(SubscriptionRegistry subscriptions) {
        registry = subscriptions;
    }

    private boolean isInsideHandler() {
        SubscriptionRegistry known = registry;
        return known != null && known.isInsideHandler();
    }

    /** Begins to close; false if somebody else has. */
    boolean beginClosing() {
        return state.compareAndSet(OPEN, CLOSING);
    }

    /** Ends closing. */
    void close() {
        state.set(CLOSED);
    }

    String busName() {
        return busName;
    }

    /** Whether it is open. */
    @Override
    public boolean getAsBoolean() {
        return isOpen();
    }

    boolean isOpen() {
        return state.get() == OPEN;
    }

    boolean isClosed() {
        return state.get() == CLOSED;
    }
}
