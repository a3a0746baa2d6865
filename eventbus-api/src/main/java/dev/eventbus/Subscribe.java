package dev.eventbus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method as a handler of events.
 *
 * <p>A handler is an instance method that is not private, static, abstract or generic. Its first parameter is the event
 * (or a {@code List} of events if {@link #batch()} is above 1); an {@link EventContext} may follow. It returns
 * {@code void}, or a {@link java.util.concurrent.CompletionStage} that its channel waits for, and may throw anything.
 * The class and the method may be package-private. The annotation processor checks all of this and generates the table
 * through which the bus calls the method; there is no reflection at run time.
 *
 * <p>When an object of the class is {@linkplain EventBus#register(Object) registered}, each of its handlers becomes a
 * {@link Subscription} with a channel of its own: a bounded queue, drained independently of every other.
 *
 * <pre>{@code
 * final class Mailer {
 *     @Subscribe
 *     void onOrder(OrderCreated event) { ... }
 *
 *     @Subscribe(topic = "order.*", capacity = 64, overflow = Overflow.DROP_OLDEST)
 *     void audit(OrderEvent event, EventContext context) { ... }
 * }
 * }</pre>
 *
 * <p>A subclass inherits the handlers of its superclasses, overridden ones included; an overriding method is not
 * annotated again.
 */
// Not @Documented: javac would warn users who export an annotated type but require dev.eventbus not transitively.
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Subscribe {

    /**
     * A topic pattern that the event's topic must match, besides the event being an instance of the parameter's type.
     * Segments are separated by dots; {@code *} is exactly one segment, or inside a segment any run of characters;
     * {@code **} is any number of segments; a pattern that is just {@code *} matches every topic.
     *
     * @return the pattern; empty for every topic
     */
    String topic() default "";

    /**
     * The name of the subscription in metrics, logs and reports; unique among the declarations on a bus.
     *
     * @return the name; empty for the binary class name, a dot and the method's name, followed by the event's simple
     *     name in parentheses if the method is overloaded (or by more of its full name if simple names are equal)
     */
    String name() default "";

    /**
     * How many accepted events may wait for the handler.
     *
     * @return a number of events from 1 to 2<sup>30</sup>; only queued events use memory, not the capacity
     */
    int capacity() default 1024;

    /**
     * How many retained events the subscription receives when it begins, before newer ones: the most recent that match
     * by type and topic. The {@link #filter()} applies to them, so fewer may arrive. {@link Event#retain()} or the
     * builder of the bus declares which events are retained; if no retained type or topic can match, the subscription
     * is refused.
     *
     * @return a number of events, at most the {@link #capacity()}; 0 for none
     */
    int replay() default 0;

    /**
     * What happens to an event that finds the channel full.
     *
     * @return the overflow policy
     */
    Overflow overflow() default Overflow.DROP_NEWEST;

    /**
     * The longest time that a publisher waits under {@link Overflow#BLOCK}.
     *
     * @return milliseconds, above 0; -1 for no limit
     */
    long blockMillis() default 100;

    /**
     * Whether the handler has a channel or runs in the publisher's thread.
     *
     * @return the delivery mode
     */
    DeliveryMode mode() default DeliveryMode.CHANNEL;

    /**
     * The order among {@link DeliveryMode#DIRECT} handlers of one event: higher ones run first, equal ones in the order
     * in which their objects were registered. Those of one object run by method name, overloads by parameter types, and
     * inherited ones first; the order of declaration does not count.
     *
     * @return the priority
     */
    int priority() default 0;

    /**
     * The name of a {@code boolean} method of the class that takes the event and decides whether the handler receives
     * it. It runs in publishers' threads, possibly in several at once. If it returns false, the event does not match;
     * if it throws, the event is dropped with the reason {@link DropReason#FILTER_FAILED}.
     *
     * @return the method's name; empty for no filter
     */
    String filter() default "";

    /**
     * How many events the handler may work on at once.
     *
     * @return a number, at least 1
     */
    int concurrency() default 1;

    /**
     * The key by which events stay in order under {@link #concurrency()}, and by which {@link Overflow#CONFLATE}
     * replaces them: an accessor of the event, or a path of accessors ({@code "orderId"}, {@code "order.customerId"}).
     *
     * @return the accessor path; empty for the {@link Event#key()} of the parameter's type, if it declares one
     */
    String key() default "";

    /**
     * How many events the handler takes in one call, as a {@code List}. It gets the events that are queued and never
     * waits for more. A context after the list stands for the whole batch, see {@link BatchContextHandler#handle}.
     *
     * @return a number, at least 1; 1 for a handler of single events
     */
    int batch() default 1;

    /**
     * What happens if the handler fails.
     *
     * @return the retry policy; by default one attempt
     */
    Retry retry() default @Retry;

    /**
     * When to stop calling a handler that keeps failing.
     *
     * @return the circuit breaker; off by default
     */
    Breaker breaker() default @Breaker;

    /**
     * How long one call of the handler may take before it is interrupted and counts as failed.
     *
     * @return milliseconds; 0 for no limit
     */
    long timeoutMillis() default 0;
}
