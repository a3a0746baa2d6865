package dev.eventbus;

import org.jspecify.annotations.Nullable;

/**
 * Carries something that belongs to a thread, such as a thread-local variable, from the publisher of an event to its handlers. Given to
 * a bus with {@link EventBus.Builder#carry}.
 *
 * <p>Threading: {@link #capture} is called in publishers' threads, {@link #restore} and what it gives in the threads that run handlers;
 * several at once. Both are on the way of every event, so they are quick. Failure: what they throw is logged, and the event goes its
 * way without what would have been carried.
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
     * Takes what is to be carried from the current thread.
     *
     * @return something that does not change any more; null if there is nothing to carry
     */
    @Nullable
    Object capture();

    /**
     * Puts it in place in the current thread, which is about to run a handler.
     *
     * @param captured what {@link #capture} gave, perhaps some time ago, and to several handlers
     * @return puts back what was there before; run in the same thread when the handler has returned
     */
    Runnable restore(Object captured);
}
