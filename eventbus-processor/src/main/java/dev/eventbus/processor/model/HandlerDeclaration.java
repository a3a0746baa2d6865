package dev.eventbus.processor.model;

import org.jspecify.annotations.Nullable;

/**
 * A handler method.
 *
 * @param method the name of the method
 * @param isPublic whether the method is public
 * @param event the class of the event, or of the elements of a batch
 * @param takesBatch whether the parameter is a list of events
 * @param takesContext whether a context parameter follows
 * @param returnsStage whether the method returns a stage
 * @param name the name of its subscriptions
 * @param delivery the options of its delivery
 * @param filter the filter; null for none
 * @param key the path to the key; null for none
 */
public record HandlerDeclaration(
        String method,
        boolean isPublic,
        EventClass event,
        boolean takesBatch,
        boolean takesContext,
        boolean returnsStage,
        String name,
        DeliveryOptions delivery,
        @Nullable Filter filter,
        @Nullable KeyPath key) {

    /**
     * Returns the handler with a default name that distinguishes overloads by their event types.
     *
     * @param eventName the event type as it appears in the name
     * @return the handler, named {@code com.acme.Mailer.on(Order.Created)}
     */
    public HandlerDeclaration namedWith(String eventName) {
        int parenthesis = name.indexOf('(');
        String method = parenthesis < 0 ? name : name.substring(0, parenthesis);
        return new HandlerDeclaration(
                this.method,
                isPublic,
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
