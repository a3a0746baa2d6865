package dev.eventbus.runtime.subscription;

import dev.eventbus.DeliveryMode;
import dev.eventbus.Overflow;
import dev.eventbus.spi.TopicPattern;
import dev.eventbus.spi.generated.HandlerSpec;

/**
 * What is fixed about a subscription from its beginning.
 *
 * @param id its number on its bus
 * @param chosenName the name of its declaration; empty for a lambda that has chosen none
 * @param handler what the handler asks for
 * @param pattern the topics that match
 * @param once whether it ends after its first event
 */
public record SubscriptionSpec(long id, String chosenName, HandlerSpec handler, TopicPattern pattern, boolean once) {

    /** The name of its declaration. The default name of a lambda is made on each call: there may be a million. */
    public String name() {
        return hasDefaultName() ? eventType().getName() + "#" + id : chosenName;
    }

    /** Whether it is a lambda's that has chosen no name. */
    public boolean hasDefaultName() {
        return chosenName.isEmpty();
    }

    /** The type whose instances match. */
    public Class<?> eventType() {
        return handler.eventType();
    }

    /** Whether it has a channel. */
    public DeliveryMode mode() {
        return handler.mode();
    }

    /** Its priority among direct handlers. */
    public int priority() {
        return handler.priority();
    }

    /** What happens to an event that finds the channel full. */
    public Overflow overflow() {
        return handler.overflow();
    }

    /** Whether the handler has a filter. */
    public boolean filtered() {
        return handler.filtered();
    }

    /** Whether the handler takes a context. */
    public boolean takesContext() {
        return handler.takesContext();
    }

    /** Whether two handlers of it may run at once. */
    public boolean isConcurrent() {
        return handler.concurrency() > 1;
    }
}
