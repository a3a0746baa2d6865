package dev.eventbus.spi.generated;

import org.jspecify.annotations.Nullable;

/** The failure of one direct handler, linked to those before it. */
public final class DirectFailure {

    private final int slot;
    private final Throwable cause;
    private final @Nullable DirectFailure previous;

    /**
     * Creates a failure.
     *
     * @param slot the slot of the handler
     * @param cause what the handler threw
     * @param previous the failure before this one; null for the first
     */
    public DirectFailure(int slot, Throwable cause, @Nullable DirectFailure previous) {
        this.slot = slot;
        this.cause = cause;
        this.previous = previous;
    }

    /** {@return the slot of the handler in its dispatcher} */
    public int slot() {
        return slot;
    }

    /** {@return what the handler threw} */
    public Throwable cause() {
        return cause;
    }

    /** {@return the failure before this one, of another handler; null if there is none} */
    public @Nullable DirectFailure previous() {
        return previous;
    }
}
