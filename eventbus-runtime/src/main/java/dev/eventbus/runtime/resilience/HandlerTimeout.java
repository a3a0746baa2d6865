package dev.eventbus.runtime.resilience;

import org.jspecify.annotations.Nullable;

/**
 * Limits how long a call of one drain's handler may take.
 *
 * <p>Threading: {@link #begin}, {@link #handlerReturned} and {@link #end} by the holder of the drain; the rest any.
 */
public abstract sealed class HandlerTimeout permits InterruptingTimeout, HandlerTimeout.None {

    /** The timeout of a handler that may take as long as it likes. */
    static final HandlerTimeout NONE = new None();

    HandlerTimeout() {}

    /** The handler is about to be called. */
    abstract void begin();

    /** The handler has returned a stage that is pending. */
    abstract void handlerReturned(PendingStage pending);

    /**
     * The call is over, its stage included.
     *
     * @param failure what the handler failed with, if it did
     * @return what the call failed with, if it did: the timeout, if the time was up
     */
    abstract @Nullable Throwable end(@Nullable Throwable failure);

    /**
     * The subscription has ended: keeps no timer that no call needs. To be called again when a call is over after that.
     */
    abstract void disarm();

    /** The bus's timer is about to end; a call that goes on keeps its timeout. */
    abstract void outliveBus();

    /** Never up. */
    static final class None extends HandlerTimeout {

        private None() {}

        @Override
        void begin() {}

        @Override
        void handlerReturned(PendingStage pending) {}

        @Override
        @Nullable
        Throwable end(@Nullable Throwable failure) {
            return failure;
        }

        @Override
        void disarm() {}

        @Override
        void outliveBus() {}
    }
}
