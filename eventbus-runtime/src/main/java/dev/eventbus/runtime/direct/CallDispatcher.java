package dev.eventbus.runtime.direct;

import dev.eventbus.EventContext;
import dev.eventbus.runtime.delivery.HandlerCall;
import dev.eventbus.spi.generated.DirectDispatcher;
import dev.eventbus.spi.generated.DirectFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Does what a generated dispatcher does, for handlers that have a slot in none: lambdas, and further instances of a
 * class.
 */
final class CallDispatcher implements DirectDispatcher {

    private final HandlerCall[] calls;
    private final boolean[] takesContext;

    CallDispatcher(List<DirectSubscription> subscriptions) {
        calls = new HandlerCall[subscriptions.size()];
        takesContext = new boolean[calls.length];
        for (int slot = 0; slot < calls.length; slot++) {
            calls[slot] = subscriptions.get(slot).call();
            takesContext[slot] = subscriptions.get(slot).spec().takesContext();
        }
    }

    @Override
    public @Nullable Object dispatch(Object event, @Nullable Object context) {
        DirectFailure failures = null;
        for (int slot = 0; slot < calls.length; slot++) {
            try {
                calls[slot].call(event, takesContext[slot] ? (EventContext) context : null);
            } catch (Throwable failure) {
                failures = new DirectFailure(slot, failure, failures);
            }
        }
        return failures;
    }
}
