package dev.eventbus.processor.model;

import java.util.List;

/**
 * The calls of one dispatcher, which serves events of exactly one class.
 *
 * @param event the class
 * @param slots the handlers in the order of their calls
 */
public record DispatcherLayout(EventClass event, List<HandlerSlot> slots) {

    /**
     * A handler that a dispatcher calls.
     *
     * @param subscriber the number of its class in the index
     * @param declaringClass its class
     * @param number the number of the handler in the table of its class
     * @param handler the handler
     */
    public record HandlerSlot(
            int subscriber, SubscriberDeclaration declaringClass, int number, HandlerDeclaration handler) {}
}
