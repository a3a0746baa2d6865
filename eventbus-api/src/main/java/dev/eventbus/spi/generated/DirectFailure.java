package dev.eventbus.spi.generated;

import org.jspecify.annotations.Nullable;

/** The failure of one direct handler, linked to those before it. */
public final class DirectFailure {

    private final int slot;
    private final Throwable cause;
    private final @Nullable DirectFailure previous;

    /**
     * Adds a failure.
     *
     * @param slot the slot of the handler
     * @param cause what it threw
     * @param previous the failure before this one, null for the first
     */
    public DirectFailure(int slot, Throwable cause, @Nullable DirectFailure previous) {
        this.slot = slot;
        this.cause = cause;
        this.previous = previous;
    }

    /**
     * The slot of the handler.
     *
     * @return its number in the dispatcher
     */
    public int slot() {
        return slot;
    }

    /**
     * What the handler threw.
     *
     * @return the cause
     */
    public Throwable cause() {
        return cause;
    }

    /**
     * The failure before this one.
     *
     * @return another handler's failure; null if there is none
     */
    public @Nullable DirectFailure previous() {
        return previous;
    }
}
