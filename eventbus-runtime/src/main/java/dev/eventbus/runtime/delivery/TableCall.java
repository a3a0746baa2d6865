package dev.eventbus.runtime.delivery;

import dev.eventbus.EventContext;
import dev.eventbus.spi.generated.DeliveryCursor;
import dev.eventbus.spi.generated.HandlerTable;
import org.jspecify.annotations.Nullable;

/**
 * Calls one handler of one subscriber through its generated table.
 *
 * @param table the table of the class that declares the handler
 * @param handler its number there
 * @param batch whether it takes batches
 * @param subscriber the object to call it on
 */
public record TableCall(HandlerTable table, int handler, boolean batch, Object subscriber) implements HandlerCall {

    @Override
    public void deliver(DeliveryCursor delivery) {
        if (batch) {
            table.deliverBatches(handler, subscriber, delivery);
        } else {
            table.deliver(handler, subscriber, delivery);
        }
    }

    @Override
    public void call(Object event, @Nullable EventContext context) throws Throwable {
        table.call(handler, subscriber, event, context);
    }

    @Override
    public boolean accepts(Object event) throws Throwable {
        return table.accepts(handler, subscriber, event);
    }

    @Override
    public @Nullable Object key(Object event) throws Throwable {
        return table.key(handler, event);
    }
}
