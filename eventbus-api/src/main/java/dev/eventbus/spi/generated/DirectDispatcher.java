package dev.eventbus.spi.generated;

import org.jspecify.annotations.Nullable;

/**
 * Calls the direct handlers of one compilation for events of one class, through fields of the subscribers' own types,
 * so that the compiler can inline each call. Immutable: the runtime creates a new one when subscribers come or go.
 *
 * <p>A dispatcher has one slot per handler and calls those whose subscriber is present, in the order of slots. If a
 * handler throws, this is recorded and does not stop the others. Handlers with a filter have no slot.
 *
 * <p>An interface, because the JVM loads all classes that a method may return when it verifies that method, unless the
 * method returns an interface: loading an index would load all its dispatchers.
 */
public interface DirectDispatcher {

    /**
     * Calls the handlers.
     *
     * @param event the event, of exactly the dispatcher's class
     * @param context an {@link dev.eventbus.EventContext}; null if no present handler takes one
     * @return the last {@link DirectFailure}, which links to those before; null if all succeeded. Typed as
     *     {@code Object} so that the JVM inlines the call before the first failure: it inlines no method whose
     *     signature names a class that the caller's module has not come across
     */
    @Nullable
    Object dispatch(Object event, @Nullable Object context);
}
