package dev.eventbus.processor.model;

import org.jspecify.annotations.Nullable;

/**
 * A handler: a method that is given events.
 *
 * @param method the name of the method
 * @param open whether the method is public
 * @param event the event, or the element of a batch
 * @param takesBatch whether the parameter is a list of events
 * @param takesContext whether a context follows
 * @param returnsStage whether the method returns a stage
 * @param name the name of its subscriptions
 * @param delivery how it gets its events
 * @param filter decides about events; null for all
 * @param key orders events; null for none
 */
public record HandlerDeclaration(
        String method,
        boolean open,
        EventClass event,
        boolean takesBatch,
        boolean takesContext,
        boolean returnsStage,
        String name,
        DeliveryOptions delivery,
        @Nullable Filter filter,
        @Nullable KeyPath key) {

    /**
     * The handler with a default name that tells overloads apart by their event types.
     *
     * @param eventName the event type, as it is to appear in the name
     * @return the handler, named {@code com.acme.Mailer.on(Order.Created)}
     */
    public HandlerDeclaration namedWith(String eventName) {
        int parenthesis = name.indexOf('(');
        String method = parenthesis < 0 ? name : name.substring(0, parenthesis);
        return new HandlerDeclaration(
                this.method,
                open,
                event,
                takesBatch,
                takesContext,
                returnsStage,
                method + "(" + eventName + ")",
                delivery,
                filter,
                key);
    }

    /**
     * Whether a dispatcher of an index can call the handler.
     *
     * @return true for direct handlers without a filter
     */
    public boolean isDispatchable() {
        return delivery.direct() && filter == null;
    }
}
