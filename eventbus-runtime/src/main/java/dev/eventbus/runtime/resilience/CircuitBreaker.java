package dev.eventbus.runtime.resilience;

import dev.eventbus.Breaker.WhileOpen;

/**
 * Stops the calls of a handler that keeps failing. A drain asks it before it takes an event, and reports what became of
 * the call.
 *
 * <p>Threading: any.
 */
public abstract sealed class CircuitBreaker permits CountingBreaker, CircuitBreaker.None {

    /** The breaker of a handler without one: it never opens. */
    public static final CircuitBreaker NONE = new None();

    CircuitBreaker() {}

    /** Whether it opens at all. */
    public abstract boolean canOpen();

    /** What happens to events that are published while it is open. */
    public abstract WhileOpen whileOpen();

    /** Whether it is open, and its time is not up; for publishers. */
    public final boolean refuses() {
        return refusesLongerThan(0);
    }

    /** Whether it is open, and its time is not up after so many nanoseconds. */
    public abstract boolean refusesLongerThan(long nanos);

    /**
     * Asks whether the handler may be called.
     *
     * @return 0 if so, and the call is to be {@linkplain #record recorded}; otherwise how long to wait before asking
     *     again, in nanoseconds
     */
    public abstract long acquireNanos();

    /** Takes back a permission that is not used: there is no event. */
    public abstract void release();

    /**
     * Records what became of a call. One that began before the breaker opened counts as a probe if it ends among them.
     */
    public abstract void record(boolean failed);

    /** Lets every call through. */
    static final class None extends CircuitBreaker {

        private None() {}

        @Override
        public boolean canOpen() {
            return false;
        }

        @Override
        public WhileOpen whileOpen() {
            return WhileOpen.WAIT;
        }

        @Override
        public boolean refusesLongerThan(long nanos) {
            return false;
        }

        @Override
        public long acquireNanos() {
            return 0;
        }

        @Override
        public void release() {}

        @Override
        public void record(boolean failed) {}
    }
}
