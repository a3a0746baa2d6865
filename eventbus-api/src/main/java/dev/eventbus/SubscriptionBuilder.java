package dev.eventbus;

import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Subscribes a lambda with the attributes of {@link Subscribe}. Each method but the last sets one attribute. The last,
 * {@code handle}, {@code handleAsync}, {@code handleBatch}, {@code channel} or {@code flowPublisher}, checks them
 * together and subscribes.
 *
 * <p>Threading: not thread-safe. A builder makes one subscription: a second {@code handle} is refused with
 * {@link IllegalStateException}, and so is setting anything after it; a {@code handle} that failed can be repeated.
 *
 * <p>Failure: what the annotation processor refuses is refused here too, in the same words, with
 * {@link IllegalArgumentException}. A value out of range is refused at once. The last method refuses attributes that
 * contradict each other or have no effect: a topic pattern that no topic of the event type can match, {@link #blockFor}
 * without {@link Overflow#BLOCK}, a {@link #replay} for which the bus retains no events, and more. Null is refused at
 * once, with {@link NullPointerException}. Not to be implemented by users: methods may be added.
 *
 * <p>A reference to an overloaded method, such as {@code list::add}, fits both forms of {@code handle} and does not
 * compile; write {@code event -> list.add(event)}.
 *
 * @param <E> the type of events
 */
public interface SubscriptionBuilder<E> {

    /**
     * Sets the topic pattern, see {@link Subscribe#topic()}.
     *
     * @param pattern the pattern; empty for every topic
     * @return this builder
     */
    SubscriptionBuilder<E> topic(String pattern);

    /**
     * Sets the name of the subscription, see {@link Subscribe#name()}.
     *
     * @param name the name, not blank; by default derived from the event type and the number of the subscription
     * @return this builder
     */
    SubscriptionBuilder<E> name(String name);

    /**
     * Sets how many events may wait, see {@link Subscribe#capacity()}.
     *
     * @param capacity from 1 to 2<sup>30</sup>
     * @return this builder
     */
    SubscriptionBuilder<E> capacity(int capacity);

    /**
     * Starts the subscription with retained events, see {@link Subscribe#replay()}.
     *
     * @param count how many of the most recent retained events that match by type and topic, at most the capacity; 0
     *     for none. The filter applies to them, so fewer may arrive
     * @return this builder
     */
    SubscriptionBuilder<E> replay(int count);

    /**
     * Sets what happens to an event that finds the channel full, see {@link Subscribe#overflow()}.
     *
     * @param overflow the policy
     * @return this builder
     */
    SubscriptionBuilder<E> overflow(Overflow overflow);

    /**
     * Sets how long a publisher waits under {@link Overflow#BLOCK}; 100 ms by default. Replaces
     * {@link #blockWithoutLimit()}.
     *
     * @param longest above 0, rounded up to whole milliseconds; more than 292 years means no limit
     * @return this builder
     * @throws IllegalArgumentException if the time is 0 or negative
     * @see Subscribe#blockMillis()
     */
    SubscriptionBuilder<E> blockFor(Duration longest);

    /**
     * Lets a publisher wait under {@link Overflow#BLOCK} without limit, until there is room or the subscription ends.
     * Replaces {@link #blockFor}.
     *
     * @return this builder
     */
    SubscriptionBuilder<E> blockWithoutLimit();

    /**
     * Sets whether the handler has a channel, see {@link Subscribe#mode()}.
     *
     * @param mode the delivery mode
     * @return this builder
     */
    SubscriptionBuilder<E> mode(DeliveryMode mode);

    /**
     * Sets the order among direct handlers, see {@link Subscribe#priority()}.
     *
     * @param priority higher runs first
     * @return this builder
     */
    SubscriptionBuilder<E> priority(int priority);

    /**
     * Sets which events match; see {@link Subscribe#filter()} for threads and failures.
     *
     * @param filter returns true for an event that the handler should receive
     * @return this builder
     */
    SubscriptionBuilder<E> filter(Predicate<? super E> filter);

    /**
     * Sets how many events the handler may work on at once, see {@link Subscribe#concurrency()}.
     *
     * @param concurrency at least 1
     * @return this builder
     */
    SubscriptionBuilder<E> concurrency(int concurrency);

    /**
     * Sets the key of events, see {@link Subscribe#key()}. The function is called in the publisher's thread, and more
     * than once for an event that waits under {@link Overflow#BLOCK}. Null is a key like any other. By default the
     * {@link Event#key()} of the type is used, if it declares one.
     *
     * @param key maps an event to a value with {@code equals} and {@code hashCode}
     * @return this builder
     */
    SubscriptionBuilder<E> key(Function<? super E, ?> key);

    /**
     * Sets how long one call of the handler may take, see {@link Subscribe#timeoutMillis()}. By default there is no
     * limit.
     *
     * @param longest above 0, rounded up to whole milliseconds; more than 292 years means no limit
     * @return this builder
     * @throws IllegalArgumentException if the time is 0 or negative
     */
    SubscriptionBuilder<E> timeout(Duration longest);

    /**
     * Sets whether a failed delivery is retried, see {@link Subscribe#retry()}.
     *
     * @param policy how often, when and after which failures
     * @return this builder
     */
    SubscriptionBuilder<E> retry(RetryPolicy policy);

    /**
     * Sets when to stop calling a handler that keeps failing, see {@link Subscribe#breaker()}.
     *
     * @param policy when to stop, and for how long
     * @return this builder
     */
    SubscriptionBuilder<E> breaker(BreakerPolicy policy);

    /**
     * Ends the subscription after the first event that it accepts: it accepts no other, and cancels itself when the
     * handler has finished. An event that is dropped on its way in (the filter or key function throws, or the breaker
     * is open) counts as a match and a drop, as for every subscription; the subscription then continues to wait for its
     * first event.
     *
     * @return this builder
     */
    SubscriptionBuilder<E> once();

    /**
     * Subscribes a handler.
     *
     * @param handler handles each event
     * @return the new subscription
     * @throws IllegalArgumentException if attributes contradict each other, or another declaration has taken the name
     * @throws IllegalStateException if this builder has been used, or no index of the bus can read the
     *     {@link Event#key()} that the subscription needs
     * @throws BusClosedException if the bus is closed
     */
    Subscription handle(Handler<? super E> handler);

    /**
     * Subscribes a handler that also takes the context.
     *
     * @param handler handles each event
     * @return the new subscription
     * @throws IllegalArgumentException if attributes contradict each other, or another declaration has taken the name
     * @throws IllegalStateException if this builder has been used, or no index of the bus can read the
     *     {@link Event#key()} that the subscription needs
     * @throws BusClosedException if the bus is closed
     */
    Subscription handle(ContextHandler<? super E> handler);

    /**
     * Subscribes a handler that returns a stage.
     *
     * @param handler begins to handle each event
     * @return the new subscription
     * @throws IllegalArgumentException if attributes contradict each other, or another declaration has taken the name
     * @throws IllegalStateException if this builder has been used, or no index of the bus can read the
     *     {@link Event#key()} that the subscription needs
     * @throws BusClosedException if the bus is closed
     */
    Subscription handleAsync(AsyncHandler<? super E> handler);

    /**
     * Subscribes a handler that also takes the context and returns a stage.
     *
     * @param handler begins to handle each event
     * @return the new subscription
     * @throws IllegalArgumentException if attributes contradict each other, or another declaration has taken the name
     * @throws IllegalStateException if this builder has been used, or no index of the bus can read the
     *     {@link Event#key()} that the subscription needs
     * @throws BusClosedException if the bus is closed
     */
    Subscription handleAsync(AsyncContextHandler<? super E> handler);

    /**
     * Subscribes a handler of batches, see {@link Subscribe#batch()}.
     *
     * @param max the maximum number of events in one call, from 2 to the capacity
     * @param handler handles each batch
     * @return the new subscription
     * @throws IllegalArgumentException if attributes contradict each other, or another declaration has taken the name
     * @throws IllegalStateException if this builder has been used, or no index of the bus can read the
     *     {@link Event#key()} that the subscription needs
     * @throws BusClosedException if the bus is closed
     */
    Subscription handleBatch(int max, BatchHandler<? super E> handler);

    /**
     * Subscribes a handler of batches that also takes a context; {@link BatchContextHandler#handle} says what it
     * contains.
     *
     * @param max the maximum number of events in one call, from 2 to the capacity
     * @param handler handles each batch
     * @return the new subscription
     * @throws IllegalArgumentException if attributes contradict each other, or another declaration has taken the name
     * @throws IllegalStateException if this builder has been used, or no index of the bus can read the
     *     {@link Event#key()} that the subscription needs
     * @throws BusClosedException if the bus is closed
     */
    Subscription handleBatch(int max, BatchContextHandler<? super E> handler);

    /**
     * Subscribes without a handler: events wait in the channel until someone receives them.
     *
     * @return the channel to receive from
     * @throws IllegalArgumentException if attributes contradict each other, or another declaration has taken the name
     * @throws IllegalStateException if this builder has been used, or no index of the bus can read the
     *     {@link Event#key()} that the subscription needs
     * @throws BusClosedException if the bus is closed
     */
    Channel<E> channel();

    /**
     * Creates a stream of events with demand, by the rules of Reactive Streams. Nothing is subscribed until a
     * subscriber arrives. Each subscriber has a subscription of its own with the attributes of this builder, and
     * receives, on threads of the bus, as many events as it has requested. Further events wait in its channel, up to
     * the capacity; beyond that the overflow policy applies, and {@link Overflow#BLOCK} propagates the demand to
     * publishers.
     *
     * <p>A stream ends with {@code onComplete} when someone else cancels its subscription, or when the bus is closed
     * and every queued event has been requested; closing does not wait for that. A subscriber that cannot subscribe,
     * because the bus is closed, receives {@code onError}. A subscriber that subscribes again while it is subscribed
     * receives {@code onError} with an {@link IllegalStateException}, which ends its subscription. If a subscriber
     * throws, its subscription is cancelled and the exception is reported to the {@link BusListener}; {@code subscribe}
     * throws only for null.
     *
     * <p>Subscribers of one stream share its name, if it has one.
     *
     * @return the stream, for any number of subscribers at any time
     * @throws IllegalArgumentException if attributes contradict each other
     * @throws IllegalStateException if this builder has been used, or no index of the bus can read the
     *     {@link Event#key()} that the subscriptions need
     */
    Flow.Publisher<E> flowPublisher();
}
