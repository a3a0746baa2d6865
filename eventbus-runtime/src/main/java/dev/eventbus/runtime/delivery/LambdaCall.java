package dev.eventbus.runtime.delivery;

import dev.eventbus.EventContext;
import dev.eventbus.Handler;
import dev.eventbus.spi.generated.Delivery;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls a lambda that takes the event.
 *
 * @param handler the lambda; its subscription lets only events of its type reach it
 * @param filter which events match, or null for all
 */
public record LambdaCall(Handler<Object> handler, @Nullable Predicate<Object> filter) implements HandlerCall {

    @Override
    public void deliver(Delivery delivery) {
        for (Object event = delivery.next(); event != null; event = delivery.next()) {
            try {
                handler.handle(event);
            } catch (Throwable failure) {
                delivery.failed(failure);
            }
        }
    }

    @Override
    public void call(Object event, @Nullable EventContext context) throws Throwable {
        handler.handle(event);
    }

    @Override
    public boolean accepts(Object event) {
        return filter == null || filter.test(event);
    }
}
