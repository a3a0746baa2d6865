package dev.eventbus;

import org.jspecify.annotations.Nullable;

/**
 * Propagates context that belongs to a thread, such as a thread-local variable, from the publisher of an event to its
 * handlers. Added to a bus with {@link EventBus.Builder#carry}.
 *
 * <p>Threading: {@link #capture} is called in publishers' threads, {@link #restore} and the {@code Runnable} that it
 * returns in the threads that run handlers; several at once. Both are called for every event, so they should be fast.
 * Failure: if one throws, this is logged, and the event is delivered without the context.
 *
 * <pre>{@code
 * final class TenantCarrier implements ContextCarrier {
 *     public Object capture() {
 *         return Tenant.current();                     // null: there is nothing to carry
 *     }
 *     public Runnable restore(Object captured) {
 *         Tenant before = Tenant.current();
 *         Tenant.set((Tenant) captured);
 *         return () -> Tenant.set(before);
 *     }
 * }
 * }</pre>
 */
public interface ContextCarrier {

    /**
     * Captures the context of the current thread.
     *
     * @return an immutable value; null if there is nothing to carry
     */
    @Nullable
    Object capture();

    /**
     * Restores the context in the current thread, which is about to run a handler.
     *
     * @param captured what {@link #capture} returned, perhaps some time ago; it may be passed to several handlers
     * @return undoes the change; run in the same thread after the handler has returned
     */
    Runnable restore(Object captured);
}
