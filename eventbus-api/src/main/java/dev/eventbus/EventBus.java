package dev.eventbus;

import dev.eventbus.spi.generated.SubscriberIndex;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * Takes events from publishers and brings each to every subscription that matches it, without one holding up another.
 *
 * <p>Every subscription has a <em>channel</em> of its own, a bounded queue. {@link #publish publish} <em>offers</em> the
 * event to the channel of each matching subscription and returns: it does not wait for handlers. Each channel is drained
 * independently by threads of the bus, so a handler that is slow, blocks for ever or throws affects no publisher and no
 * other subscription. A channel that is full treats further events by its {@link Overflow} policy, and every event that
 * is lost has a counter and a reason.
 *
 * <p><strong>Matching.</strong> A subscription matches an event that is an instance of its type and whose topic matches
 * its pattern, if it has one. The topic is what {@link Event} declares for the event's class, or that class's binary
 * name.
 *
 * <p><strong>Order.</strong> A subscription with concurrency 1, the default, gets the events of one publishing thread
 * in the order in which they were published; its handler is never called by two threads at once, and each call
 * happens-before the next. With concurrency and a {@linkplain Subscribe#key() key} that holds for the events of each
 * key. Nested {@link DeliveryMode#DIRECT} publishes run inside the outer one. What a publisher did before publishing
 * happens-before its handling.
 *
 * <p><strong>Threads.</strong> Handlers run in daemon threads of the bus: as many as there are processors, and more while
 * handlers block or take long, up to {@link Builder#maxThreads}; or in an {@linkplain Builder#executor executor} of yours. Handlers with
 * {@link DeliveryMode#DIRECT} run in the publisher's thread. Filters and key functions run in publishers' threads, several
 * at once. Listeners are called, and log lines written, by a thread of the bus.
 *
 * <p><strong>When user code throws.</strong> A handler's exception is counted as a failure of its subscription, reported to
 * the {@link BusListener} and logged; the subscription goes on with the next event. A filter's or key function's is a
 * drop. A publisher never sees any of them: {@code publish} throws only for a null event, a bad topic or a closed bus.
 *
 * <p><strong>Closing.</strong> {@link #close(Duration)} stops foreign publishers, lets the channels drain, and reports
 * what could not be delivered in time.
 *
 * <p>All methods can be called from any thread. Not to be implemented by users: methods may be added.
 *
 * <pre>{@code
 * try (EventBus bus = EventBus.open()) {          // with every generated index that is found
 *     bus.register(new Mailer());                 // a class with @Subscribe methods
 *     bus.publish(new OrderCreated("42", 4200));
 * }                                               // drains, then returns
 * }</pre>
 *
 * <pre>{@code
 * EventBus bus = EventBus.builder().name("orders").index(new EventBusIndex()).build();
 * Subscription audit = bus.subscription(OrderEvent.class)
 *         .topic("order.*")
 *         .capacity(64)
 *         .overflow(Overflow.DROP_OLDEST)
 *         .handle((event, context) -> log.write(context.topic(), event));
 * }</pre>
 */
public interface EventBus extends AutoCloseable {

    /**
     * A builder of a bus.
     *
     * @return a new builder of the implementation that is found
     * @throws IllegalStateException if there is no implementation on the class path or module path
     */
    static Builder builder() {
        return ProviderLookup.newBuilder();
    }

    /**
     * A bus with the defaults and every generated index that is found: the same as
     * {@code builder().discoverIndexes().build()}.
     *
     * @return a new bus
     * @throws IllegalStateException if there is no implementation, or indexes contradict each other
     */
    static EventBus open() {
        return builder().discoverIndexes().build();
    }

    /**
     * The name of the bus, as it stands in its threads' names, log lines and metrics.
     *
     * @return the name
     */
    String name();

    /**
     * Publishes an event on its own topic.
     *
     * @param event the event
     * @return how many subscriptions accepted and how many dropped it
     * @throws NullPointerException if the event is null
     * @throws IllegalArgumentException if the event's class has no name that could be a topic (an array, a lambda), or its
     *     topic is also another type's
     * @throws BusClosedException if the bus is closed
     */
    PublishResult publish(Object event);

    /**
     * Publishes an event on its own topic, with headers.
     *
     * @param event the event
     * @param headers what travels with it
     * @return how many subscriptions accepted and how many dropped it
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the event's class has no name that could be a topic (an array, a lambda), or its
     *     topic is also another type's
     * @throws BusClosedException if the bus is closed
     */
    PublishResult publish(Object event, Headers headers);

    /**
     * Publishes an event on a topic. Not for types that declare their topic with {@link Event}, and not on such a topic.
     *
     * @param topic the topic, without wildcards
     * @param event the event
     * @return how many subscriptions accepted and how many dropped it
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the topic is malformed, belongs to a declared event type, or the event's type
     *     declares another one
     * @throws BusClosedException if the bus is closed
     */
    PublishResult publishTo(String topic, Object event);

    /**
     * Publishes an event on a topic, with headers.
     *
     * @param topic the topic, without wildcards
     * @param event the event
     * @param headers what travels with it
     * @return how many subscriptions accepted and how many dropped it
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the topic is malformed, belongs to a declared event type, or the event's type
     *     declares another one
     * @throws BusClosedException if the bus is closed
     */
    PublishResult publishTo(String topic, Object event, Headers headers);

    /**
     * Publishes an event on its own topic, and tells what became of it.
     *
     * @param event the event
     * @return a stage that ends, on the bus's executor, when every subscription that accepted the event has finished with it;
     *     it never fails. Whoever holds up a handler holds up this stage
     * @throws NullPointerException if the event is null
     * @throws IllegalArgumentException as {@link #publish(Object)}
     * @throws BusClosedException if the bus is closed
     */
    CompletionStage<PublishReport> publishAndTrack(Object event);

    /**
     * Publishes an event on its own topic, with headers, and tells what became of it.
     *
     * @param event the event
     * @param headers what travels with it
     * @return a stage that ends as that of {@link #publishAndTrack(Object)}
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException as {@link #publish(Object, Headers)}
     * @throws BusClosedException if the bus is closed
     */
    CompletionStage<PublishReport> publishAndTrack(Object event, Headers headers);

    /**
     * Publishes an event on a topic, and tells what became of it.
     *
     * @param topic the topic, without wildcards
     * @param event the event
     * @return a stage that ends as that of {@link #publishAndTrack(Object)}
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException as {@link #publishTo(String, Object)}
     * @throws BusClosedException if the bus is closed
     */
    CompletionStage<PublishReport> publishToAndTrack(String topic, Object event);

    /**
     * Publishes an event on a topic, with headers, and tells what became of it.
     *
     * @param topic the topic, without wildcards
     * @param event the event
     * @param headers what travels with it
     * @return a stage that ends as that of {@link #publishAndTrack(Object)}
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException as {@link #publishTo(String, Object, Headers)}
     * @throws BusClosedException if the bus is closed
     */
    CompletionStage<PublishReport> publishToAndTrack(String topic, Object event, Headers headers);

    /**
     * A publisher of events of a type on their own topics.
     *
     * @param <E> the type of events
     * @param eventType the type
     * @return a publisher to keep
     */
    <E> Publisher<E> publisher(Class<E> eventType);

    /**
     * A publisher of events of a type on one topic.
     *
     * @param <E> the type of events
     * @param topic the topic, without wildcards
     * @param eventType the type
     * @return a publisher to keep
     * @throws IllegalArgumentException if the topic is malformed
     */
    <E> Publisher<E> publisher(String topic, Class<E> eventType);

    /**
     * Subscribes every handler of an object, those that its superclasses declare included. Handlers may be called before
     * this returns. Handlers that a local or anonymous class declares, or a class nested in one, cannot be served:
     * generated code cannot name such a class. An object of one is refused.
     *
     * @param subscriber an object whose class, or a superclass, has {@link Subscribe} methods
     * @return the subscriptions, to look at and to cancel together
     * @throws IllegalStateException if this very object is registered already, or no index of this bus can read the
     *     {@link Event#key()} that one of its handlers needs
     * @throws IllegalArgumentException if its class has no handlers; or no index of this bus has a table of them, and
     *     the message says why (the annotation processor did not run, or the index of the module is missing); or a name
     *     is taken by another declaration; or a handler replays events that this bus does not retain
     * @throws BusClosedException if the bus is closed
     */
    Registration register(Object subscriber);

    /**
     * Subscribes a lambda with the defaults of {@link Subscribe}.
     *
     * @param <E> the type of events
     * @param eventType the type whose instances match, not a primitive one
     * @param handler what to do with each event
     * @return the new subscription
     * @throws IllegalArgumentException if the type is a primitive one, or one of this library that is never published
     * @throws BusClosedException if the bus is closed
     */
    <E> Subscription subscribe(Class<E> eventType, Handler<? super E> handler);

    /**
     * Subscribes a lambda that also takes the context, with the defaults of {@link Subscribe}.
     *
     * @param <E> the type of events
     * @param eventType the type whose instances match, not a primitive one
     * @param handler what to do with each event
     * @return the new subscription
     * @throws IllegalArgumentException if the type is a primitive one, or one of this library that is never published
     * @throws BusClosedException if the bus is closed
     */
    <E> Subscription subscribe(Class<E> eventType, ContextHandler<? super E> handler);

    /**
     * Begins a subscription of a lambda with more than the defaults.
     *
     * @param <E> the type of events
     * @param eventType the type whose instances match
     * @return a builder; nothing is subscribed before its last method is called
     */
    <E> SubscriptionBuilder<E> subscription(Class<E> eventType);

    /**
     * The active subscriptions, in the order of subscribing.
     *
     * @return an unmodifiable snapshot
     */
    List<Subscription> subscriptions();

    /**
     * Whether an event of a class would match any subscription when published on its own topic, filters aside.
     *
     * @param eventType the class of the event
     * @return true if someone listens
     */
    boolean hasSubscribers(Class<?> eventType);

    /**
     * Removes the retained events of a type: no {@linkplain Subscribe#replay() replay} that begins after this delivers
     * them. Subscriptions that got them already keep them. An event that is published at the same time is either
     * removed and counted, or retained.
     *
     * @param eventType the type; all its instances are removed, whichever topic they were published on
     * @return how many events were removed; 0 if the bus is closed
     */
    int removeRetained(Class<?> eventType);

    /**
     * Removes the retained events of a topic, as {@link #removeRetained(Class)} does those of a type.
     *
     * @param topic the topic that they were published on, without wildcards
     * @return how many events were removed; 0 if the bus is closed
     * @throws IllegalArgumentException if the topic is malformed
     */
    int removeRetained(String topic);

    /**
     * The event types that declare their topic, for integrations.
     *
     * @return a view that follows what becomes known to the bus
     */
    EventTypes eventTypes();

    /**
     * What the bus and its subscriptions did so far.
     *
     * @return a snapshot; cheap enough to be taken every second, not with every event
     */
    BusStats stats();

    /**
     * The events that were lost, to look at and to redrive.
     *
     * @return a view, which stays readable when the bus is closed
     */
    DeadLetters deadLetters();

    /**
     * Waits until nothing is queued and no handler is running. Others may publish meanwhile; this returns when there was
     * a moment of rest.
     *
     * @param timeout how long to wait at most
     * @return false if the time was up first
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalArgumentException if the timeout is negative
     * @throws IllegalStateException if called by a handler of this bus, which would wait for itself
     */
    boolean awaitIdle(Duration timeout) throws InterruptedException;

    /**
     * Closes the bus. Publishing is refused from now on, but for handlers of this bus, whose events are accepted while it
     * drains. Waits until every channel is empty and every handler has returned, or the time is up; then handlers that
     * still run are interrupted, what is left in channels is discarded, and the report says of which subscription and
     * how much; a loss is logged too. The interrupted ones get a tenth of a second to return, and threads up to a second
     * to end. After this no thread of the bus remains but those of handlers that are {@linkplain CloseReport#running()
     * still running}.
     *
     * <p>While it drains, failed events are retried by policy. When a tenth of the time is left, at most a second,
     * whatever still waits to be retried gets one last attempt at once.
     *
     * <p>An interrupt ends the wait as if the time were up, and the thread's interrupt flag is kept. A handler that
     * closes its own bus is not waited for. The second call waits for the first and gives the same report, or a report
     * of the moment if its own time is up first. A handler that is still running with a
     * {@linkplain Subscribe#timeoutMillis() deadline} keeps it.
     *
     * @param timeout how long to let channels drain
     * @return what became of the subscriptions
     * @throws IllegalArgumentException if the timeout is negative
     */
    CloseReport close(Duration timeout);

    /** The same as {@link #close(Duration)} with the builder's {@link Builder#closeTimeout}. */
    @Override
    void close();

    /**
     * Whether closing has begun.
     *
     * @return true from the first call of {@link #close(Duration)} on
     */
    boolean isClosed();

    /**
     * Configures a bus. Not thread-safe. Not to be implemented by users: methods may be added.
     */
    interface Builder {

        /**
         * Adds generated indexes, which know the subscribers and events of a module each.
         *
         * @param indexes instances of generated classes {@code EventBusIndex}
         * @return this builder
         */
        Builder index(SubscriberIndex... indexes);

        /**
         * Adds every index that {@link java.util.ServiceLoader} finds with the thread's context class loader, and beside
         * the API. An index that both find in one place counts once.
         *
         * @return this builder
         * @throws IllegalStateException if two indexes have the same class name, so that one would hide the other, or one
         *     cannot be loaded
         */
        Builder discoverIndexes();

        /**
         * Adds every index that {@link java.util.ServiceLoader} finds with a class loader.
         *
         * @param loader where to look
         * @return this builder
         * @throws IllegalStateException if two indexes have the same class name, so that one would hide the other, or one
         *     cannot be loaded
         */
        Builder discoverIndexes(ClassLoader loader);

        /**
         * Names the bus, for threads, log lines and metrics.
         *
         * @param name the name, not blank; {@code "bus-1"}, {@code "bus-2"} and so on by default
         * @return this builder
         */
        Builder name(String name);

        /**
         * Lets channels be drained by an executor of yours instead of threads of the bus. Its number of threads then bounds
         * how many handlers can block at once; an executor that rejects is asked again later. The bus does not shut it
         * down.
         *
         * <p>An executor may run tasks in the calling thread. A handler then runs inside {@code publish}, and the
         * handlers of what it publishes run inside it, up to 32 deep. Deeper ones run when one of the handlers around
         * them has returned, so that a chain of any length ends. A handler must not rely on its own events being
         * handled while it runs.
         *
         * @param executor runs the draining of channels
         * @return this builder
         */
        Builder executor(Executor executor);

        /**
         * Makes the threads of the bus, in place of its own daemon threads named {@code eventbus-<bus>-<n>}.
         *
         * @param threadFactory makes threads
         * @return this builder
         */
        Builder threadFactory(ThreadFactory threadFactory);

        /**
         * Limits the threads of the bus, and with them how many handlers can block at once. Reaching it is counted and
         * logged, and channels wait for a thread then.
         *
         * @param maxThreads at least 1; 4,096 by default
         * @return this builder
         */
        Builder maxThreads(int maxThreads);

        /**
         * Tells the time for {@link EventContext#publishedAt()}.
         *
         * @param clock the clock; the system's by default
         * @return this builder
         */
        Builder clock(InstantSource clock);

        /**
         * Replaces monotonic time and delays.
         *
         * @param scheduler the scheduler; a thread of the bus by default
         * @return this builder
         */
        Builder scheduler(BusScheduler scheduler);

        /**
         * Sets how long {@link EventBus#close()} lets channels drain.
         *
         * @param timeout not negative; 30 seconds by default
         * @return this builder
         */
        Builder closeTimeout(Duration timeout);

        /**
         * Closes the bus when something else ends, normally or not, on a thread of the bus. A second call replaces the first.
         *
         * @param end completes when the bus shall end
         * @return this builder
         */
        Builder closeWhen(CompletionStage<?> end);

        /**
         * Closes the bus when the JVM shuts down ({@code System.exit}, a signal, the end of the last other thread),
         * with its {@link #closeTimeout}. Hooks run at the same time: what handlers need must not be closed by another
         * one. A bus that is closed earlier removes its hook. Without this, a JVM that ends while events wait loses
         * them and logs one warning for each bus. A handler that calls {@code System.exit} never returns from that
         * call, so it is not waited for: it counts as in progress, and a log line says so.
         *
         * @return this builder
         */
        Builder closeOnShutdown();

        /**
         * Adds a listener for drops, failures and more. A bus may have several: each gets every call, in the order in
         * which they were added. What one throws is logged, and the others are called all the same.
         *
         * @param listener the listener to add
         * @return this builder
         */
        Builder listener(BusListener listener);

        /**
         * Sets how many {@linkplain EventBus#deadLetters() dead letters} are kept; the oldest goes out when a newer one comes.
         *
         * @param capacity from 0 (none is kept, all are counted) to 1,048,576 (2<sup>20</sup>); 1,024 by default
         * @return this builder
         * @throws IllegalArgumentException if the number is out of range
         */
        Builder deadLetterCapacity(int capacity);

        /**
         * Sets whether dropped events become {@linkplain EventBus#deadLetters() dead letters} too: those with the
         * reason {@link DeadLetter.Reason#DROPPED}. Events that fail or are discarded always do, and so do those that
         * an open breaker drops with {@link Breaker.WhileOpen#DEAD_LETTER}.
         *
         * <p>Cost: each such event costs its publisher a short lock and some objects.
         *
         * @param kept whether they do; false by default
         * @return this builder
         */
        Builder deadLetterDrops(boolean kept);

        /**
         * Keeps the last events of a type, for subscriptions that ask for a {@linkplain Subscribe#replay() replay}. A second call for
         * the type replaces the first; {@link Event#retain()} holds beside it.
         *
         * @param eventType the type whose instances are kept, all of them together
         * @param count how many, from 1 to 65,536
         * @return this builder
         * @throws IllegalArgumentException if the number is out of range
         */
        Builder retain(Class<?> eventType, int count);

        /**
         * Keeps the last events on a topic, for subscriptions that ask for a {@linkplain Subscribe#replay() replay}. A second call for
         * the topic replaces the first.
         *
         * @param topic the topic, without wildcards
         * @param count how many, from 1 to 65,536
         * @return this builder
         * @throws IllegalArgumentException if the topic is malformed or the number is out of range
         */
        Builder retain(String topic, int count);

        /**
         * Carries something that belongs to publishers' threads to handlers. Not for batches, whose events come from several, and not
         * for pull channels; {@link DeliveryMode#DIRECT} handlers are in the publisher's thread anyway.
         *
         * @param carrier takes it and puts it in place; asked after those that were added before
         * @return this builder
         */
        Builder carry(ContextCarrier carrier);

        /**
         * Carries SLF4J's mapped diagnostic context (MDC), as {@link #carry} does.
         *
         * @return this builder
         */
        Builder carryMdc();

        /**
         * Makes the bus.
         *
         * @return a new, open bus
         * @throws IllegalStateException if the indexes contradict each other, or one is from an incompatible version
         */
        EventBus build();
    }
}
