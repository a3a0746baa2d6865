package dev.eventbus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares the topic of an event type.
 *
 * <p>An event of an annotated type is always published on its own topic, and nothing else is published on a declared
 * topic. A type without this annotation has its binary class name as its topic. The pair of topic and version is unique
 * among all event types of a bus.
 *
 * <p>The annotation is not inherited: it describes one class, not its subclasses. A subclass without it has its own
 * class name as its topic, and the compiler reports this in a note.
 *
 * <pre>{@code
 * @Event("order.created")
 * record OrderCreated(String orderId, long cents) {}
 * }</pre>
 */
// Not @Documented: javac would warn users who export an annotated type but require dev.eventbus not transitively.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Event {

    /**
     * The topic: names separated by dots, without wildcards, at most 255 characters.
     *
     * @return the topic
     */
    String value();

    /**
     * The version of the event's schema, counted from 1. Two versions of one topic are two event types.
     *
     * @return the schema version
     */
    int version() default 1;

    /**
     * The default key of this event's subscriptions, and the record key on transports: the name of an accessor, or a
     * path of accessors ({@code "orderId"}, {@code "order.customerId"}).
     *
     * <p>It applies to subscriptions to exactly this type. A subscription to a supertype or a subclass has the key that
     * <em>that</em> type declares. The bus calls the accessor through generated code. On a bus that lacks the index of
     * this type's module, a subscription that needs the key (under {@link Overflow#CONFLATE}, or with a
     * {@link Subscribe#concurrency()} above 1) and sets none itself is therefore refused with
     * {@link IllegalStateException}.
     *
     * @return the accessor path; empty for no key
     */
    String key() default "";

    /**
     * How many of the last events of this type, on its topic, a bus retains for late subscribers that ask for a
     * {@linkplain Subscribe#replay() replay}.
     *
     * @return a number of events from 0 to 65,536; 0 for none
     */
    int retain() default 0;
}
