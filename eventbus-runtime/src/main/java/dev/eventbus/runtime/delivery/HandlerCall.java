package dev.eventbus.runtime.delivery;

import dev.eventbus.EventContext;
import dev.eventbus.spi.generated.DeliveryCursor;
import org.jspecify.annotations.Nullable;

/**
 * How the handler of one subscription is called: through a generated table, or as a lambda.
 */
public interface HandlerCall {

    /**
     * Calls a channel handler for one event after another, until the delivery has no more. Failures go to the delivery;
     * what this throws itself is a defect of the generated code or its class path.
     */
    void deliver(DeliveryCursor delivery);

    /** Calls a direct handler. */
    void call(Object event, @Nullable EventContext context) throws Throwable;

    /** Asks the filter; only for handlers that have one. */
    boolean accepts(Object event) throws Throwable;

    /** Asks for the key; only for handlers that name one. */
    @Nullable
    Object key(Object event) throws Throwable;
}
