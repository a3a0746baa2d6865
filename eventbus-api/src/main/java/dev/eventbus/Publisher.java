package dev.eventbus;

import java.util.Collection;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Publishes events of one type. Create it once and keep it: for a final type (records, enums) nothing is looked up per
 * event. Not to be implemented by users: methods may be added.
 *
 * <p>Threading: all methods can be called from any thread. Everything that {@link EventBus#publish(Object)} says holds.
 *
 * @param <E> the type of events
 */
public interface Publisher<E> {

    /**
     * Publishes an event.
     *
     * @param event the event
     * @return how many subscriptions accepted and how many dropped it
     * @throws NullPointerException if the event is null
     * @throws IllegalArgumentException as {@link EventBus#publish(Object)} or {@link EventBus#publishTo(String,
     *     Object)}
     * @throws BusClosedException if the bus is closed
     */
    PublishResult publish(E event);

    /**
     * Publishes an event with headers.
     *
     * @param event the event
     * @param headers what travels with it
     * @return how many subscriptions accepted and how many dropped it
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException as {@link EventBus#publish(Object)} or {@link EventBus#publishTo(String,
     *     Object)}
     * @throws BusClosedException if the bus is closed
     */
    PublishResult publish(E event, Headers headers);

    /**
     * Publishes an event and reports what became of it.
     *
     * @param event the event
     * @return a stage that completes as that of {@link EventBus#publishAndTrack(Object)}
     * @throws NullPointerException if the event is null
     * @throws IllegalArgumentException as {@link EventBus#publish(Object)} or {@link EventBus#publishTo(String,
     *     Object)}
     * @throws BusClosedException if the bus is closed
     */
    CompletionStage<PublishReport> publishAndTrack(E event);

    /**
     * Publishes events one after another, in the order of iteration. Not atomic: the first event that cannot be
     * published ends the call, and those before it have been published.
     *
     * @param events the events
     * @return the sums over all events
     * @throws NullPointerException if an event is null; then none has been published
     * @throws IllegalArgumentException as {@link EventBus#publish(Object)} or {@link EventBus#publishTo(String,
     *     Object)}
     * @throws BusClosedException if the bus is closed, or is closed meanwhile
     */
    PublishResult publishAll(Collection<? extends E> events);

    /**
     * Creates a subscriber that publishes the items of a stream with this publisher and requests more as it does. Where
     * a channel is full under {@link Overflow#BLOCK}, waiting for room delays the stream, in the thread that delivers
     * its items. The stream ends when it fails, or when an event is refused because the bus is closed; this is logged,
     * and the bus continues.
     *
     * @return a new subscriber, for one stream
     */
    Flow.Subscriber<E> flowSubscriber();
}
