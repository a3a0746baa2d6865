package dev.eventbus;

import dev.eventbus.spi.generated.SubscriberIndex;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * Takes events from publishers and delivers each to every subscription that matches it, without one holding up another.
 *
 * <p>Every subscription has a <em>channel</em> of its own, a bounded queue. {@link #publish publish} <em>offers</em>
 * the event to the channel of each matching subscription and returns; it does not wait for handlers. Threads of the bus
 * drain each channel independently, so a handler that is slow, blocks forever or throws affects no publisher and no
 * other subscription. A full channel treats further events by its {@link Overflow} policy; only {@link Overflow#BLOCK}
 * makes a publisher wait. Every event that is dropped or discarded is counted under a {@link DropReason}.
 *
 * <p><strong>Matching.</strong> A subscription matches an event if the event is an instance of its type and the event's
 * topic matches its pattern, if it has one. The topic is what {@link Event} declares for the event's class, or the
 * binary name of that class.
 *
 * <p><strong>Order.</strong> A subscription with concurrency 1, the default, receives the events of one publishing
 * thread in the order in which they were published. Its handler is never called by two threads at once, and each call
 * happens-before the next. With concurrency and a {@linkplain Subscribe#key() key}, the same holds for the events of
 * each key. Nested {@link DeliveryMode#DIRECT} publishes run inside the outer one. What a publisher did before
 * publishing happens-before the handling of the event.
 *
 * <p><strong>Threads.</strong> Handlers run in daemon threads of the bus: one per CPU, and more while handlers block or
 * take long, up to {@link Builder#maxThreads}; or in your own {@linkplain Builder#executor executor}.
 * {@link DeliveryMode#DIRECT} handlers run in the publisher's thread. Filters and key functions run in publishers'
 * threads, several at once. Listeners are called, and log lines written, by a thread of the bus.
 *
 * <p><strong>When user code throws.</strong> A handler's exception counts as a failure of its subscription, is reported
 * to the {@link BusListener} and logged; the subscription continues with the next event. If a filter or key function
 * throws, the subscription drops the event. A publisher never sees any of these exceptions: {@code publish} throws only
 * for a null event, a bad topic or a closed bus.
 *
 * <p><strong>Closing.</strong> {@link #close(Duration)} refuses further publishing from outside, lets the channels
 * drain, and reports what could not be delivered in time.
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
     * Creates a builder of the implementation on the class path or module path.
     *
     * @return a new builder
     * @throws IllegalStateException if no implementation is found
     */
    static Builder builder() {
        return ProviderLookup.newBuilder();
    }

    /**
     * Creates a bus with the defaults and every generated index that is found:
     * {@code builder().discoverIndexes().build()}.
     *
     * @return a new bus
     * @throws IllegalStateException if there is no implementation, or indexes contradict each other
     */
    static EventBus open() {
        return builder().discoverIndexes().build();
    }

    /** {@return the name of the bus, as in the names of its threads, log lines and metrics} */
    String name();

    /**
     * Publishes an event on its own topic. Offers it to every matching subscription and returns; waits only for
     * {@link DeliveryMode#DIRECT} handlers, and for room under {@link Overflow#BLOCK}.
     *
     * @param event the event
     * @return how many subscriptions accepted and how many dropped it
     * @throws NullPointerException if the event is null
     * @throws IllegalArgumentException if the class of the event has no name that could be a topic (an array, a
     *     lambda), or another type has the same topic
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
     * @throws IllegalArgumentException if the class of the event has no name that could be a topic (an array, a
     *     lambda), or another type has the same topic
     * @throws BusClosedException if the bus is closed
     */
    PublishResult publish(Object event, Headers headers);

    /**
     * Publishes an event on a topic. Types that declare their topic with {@link Event} are refused, and so are topics
     * that are declared.
     *
     * @param topic the topic, without wildcards
     * @param event the event
     * @return how many subscriptions accepted and how many dropped it
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the topic is malformed or belongs to a declared event type, or the type of
     *     the event declares another topic
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
     * @throws IllegalArgumentException if the topic is malformed or belongs to a declared event type, or the type of
     *     the event declares another topic
     * @throws BusClosedException if the bus is closed
     */
    PublishResult publishTo(String topic, Object event, Headers headers);

    /**
     * Publishes an event on its own topic and reports what became of it.
     *
     * @param event the event
     * @return a stage that completes, on the bus's executor, when every subscription that accepted the event has
     *     finished with it; it never fails. A handler that blocks delays this stage
     * @throws NullPointerException if the event is null
     * @throws IllegalArgumentException as {@link #publish(Object)}
     * @throws BusClosedException if the bus is closed
     */
    CompletionStage<PublishReport> publishAndTrack(Object event);

    /**
     * Publishes an event on its own topic, with headers, and reports what became of it.
     *
     * @param event the event
     * @param headers what travels with it
     * @return a stage that completes as that of {@link #publishAndTrack(Object)}
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException as {@link #publish(Object, Headers)}
     * @throws BusClosedException if the bus is closed
     */
    CompletionStage<PublishReport> publishAndTrack(Object event, Headers headers);

    /**
     * Publishes an event on a topic and reports what became of it.
     *
     * @param topic the topic, without wildcards
     * @param event the event
     * @return a stage that completes as that of {@link #publishAndTrack(Object)}
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException as {@link #publishTo(String, Object)}
     * @throws BusClosedException if the bus is closed
     */
    CompletionStage<PublishReport> publishToAndTrack(String topic, Object event);

    /**
     * Publishes an event on a topic, with headers, and reports what became of it.
     *
     * @param topic the topic, without wildcards
     * @param event the event
     * @param headers what travels with it
     * @return a stage that completes as that of {@link #publishAndTrack(Object)}
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException as {@link #publishTo(String, Object, Headers)}
     * @throws BusClosedException if the bus is closed
     */
    CompletionStage<PublishReport> publishToAndTrack(String topic, Object event, Headers headers);

    /**
     * Creates a publisher of events of one type, each on its own topic.
     *
     * @param <E> the type of events
     * @param eventType the type
     * @return a publisher to keep
     */
    <E> Publisher<E> publisher(Class<E> eventType);

    /**
     * Creates a publisher of events of one type on one topic.
     *
     * @param <E> the type of events
     * @param topic the topic, without wildcards
     * @param eventType the type
     * @return a publisher to keep
     * @throws IllegalArgumentException if the topic is malformed
     */
    <E> Publisher<E> publisher(String topic, Class<E> eventType);

    /**
     * Subscribes every handler of an object, including those that its superclasses declare. Handlers may be called
     * before this method returns. An object is refused if a local or anonymous class, or a class nested in one,
     * declares one of its handlers: generated code cannot name such a class.
     *
     * @param subscriber an object whose class, or a superclass, has {@link Subscribe} methods
     * @return the subscriptions, to inspect and to cancel together
     * @throws IllegalStateException if this very object is already registered, or no index of this bus can read the
     *     {@link Event#key()} that one of its handlers needs
     * @throws IllegalArgumentException if the class of the object has no handlers; if no index of this bus has a table
     *     of them (the message says why: the annotation processor did not run, or the index of the module is missing);
     *     if another declaration has taken a name; or if a handler replays events that this bus does not retain
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
     * Starts building the subscription of a lambda with attributes of your choice.
     *
     * @param <E> the type of events
     * @param eventType the type whose instances match
     * @return a builder; nothing is subscribed before its last method is called
     */
    <E> SubscriptionBuilder<E> subscription(Class<E> eventType);

    /** {@return the active subscriptions in the order of subscribing, as an unmodifiable snapshot} */
    List<Subscription> subscriptions();

    /**
     * Tests whether any subscription would match an event of a class published on its own topic, filters aside.
     *
     * @param eventType the class of the event
     * @return true if at least one would
     */
    boolean hasSubscribers(Class<?> eventType);

    /**
     * Removes the retained events of a type: no {@linkplain Subscribe#replay() replay} that begins after this call
     * delivers them. Subscriptions that already received them keep them. An event that is published at the same time is
     * either removed and counted, or retained.
     *
     * @param eventType the type; all its instances are removed, whichever topic they were published on
     * @return how many events were removed; 0 if the bus is closed
     */
    int removeRetained(Class<?> eventType);

    /**
     * Removes the retained events of a topic, as {@link #removeRetained(Class)} does those of a type.
     *
     * @param topic the topic that the events were published on, without wildcards
     * @return how many events were removed; 0 if the bus is closed
     * @throws IllegalArgumentException if the topic is malformed
     */
    int removeRetained(String topic);

    /** {@return the event types that declare their topic: a live view, for integrations} */
    EventTypes eventTypes();

    /**
     * {@return a snapshot of the counters of the bus and its subscriptions; cheap enough to take every second, but not
     * with every event}
     */
    BusStats stats();

    /**
     * {@return the events that subscriptions lost, to inspect and to redrive; the view stays readable after the bus is
     * closed}
     */
    DeadLetters deadLetters();

    /**
     * Waits until no event is queued and no handler is running. Other threads may publish meanwhile; this method
     * returns after any moment at which the bus was idle.
     *
     * @param timeout the maximum time to wait
     * @return false if the timeout elapsed first
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalArgumentException if the timeout is negative
     * @throws IllegalStateException if a handler of this bus calls this method, which would wait for itself
     */
    boolean awaitIdle(Duration timeout) throws InterruptedException;

    /**
     * Closes the bus. Publishing is refused from now on, except by handlers of this bus: their events are accepted
     * while it drains. This method waits until every channel is empty and every handler has returned, or until the
     * timeout elapses. Then it interrupts the handlers that still run and discards what is left in the channels; the
     * report lists the discarded events of each subscription, and a loss is logged too. Interrupted handlers get a
     * tenth of a second to return, and threads up to a second to end. After that no thread of the bus remains except
     * those of handlers that are {@linkplain CloseReport#running() still running}.
     *
     * <p>While the bus drains, failed events are retried by their policy. When a tenth of the timeout is left, at most
     * a second, every event that still waits for a retry gets one last attempt at once.
     *
     * <p>An interrupt ends the wait as if the timeout had elapsed; the interrupt flag of the thread stays set. A
     * handler that closes its own bus is not waited for. A second call waits for the first and returns the same report,
     * or an interim report if its own timeout elapses first. A running handler keeps its
     * {@linkplain Subscribe#timeoutMillis() own timeout}.
     *
     * @param timeout how long to let the channels drain
     * @return what became of the subscriptions
     * @throws IllegalArgumentException if the timeout is negative
     */
    CloseReport close(Duration timeout);

    /** Closes the bus as {@link #close(Duration)} does, with the {@link Builder#closeTimeout} of the builder. */
    @Override
    void close();

    /** {@return whether closing has begun: true from the first call of {@link #close(Duration)} on} */
    boolean isClosed();

    /**
     * Configures a bus. Not thread-safe. Not to be implemented by users: methods may be added.
     */
    interface Builder {

        /**
         * Adds generated indexes. Each knows the subscribers and events of one module.
         *
         * @param indexes instances of generated {@code EventBusIndex} classes
         * @return this builder
         */
        Builder index(SubscriberIndex... indexes);

        /**
         * Adds every index that {@link java.util.ServiceLoader} finds with the thread's context class loader or with
         * the class loader of the API. An index that both find in one place counts once.
         *
         * @return this builder
         * @throws IllegalStateException if two indexes have the same class name, so that one would hide the other, or
         *     an index cannot be loaded
         */
        Builder discoverIndexes();

        /**
         * Adds every index that {@link java.util.ServiceLoader} finds with a class loader.
         *
         * @param loader where to look
         * @return this builder
         * @throws IllegalStateException if two indexes have the same class name, so that one would hide the other, or
         *     an index cannot be loaded
         */
        Builder discoverIndexes(ClassLoader loader);

        /**
         * Sets the name of the bus in threads, log lines and metrics.
         *
         * @param name the name, not blank; {@code "bus-1"}, {@code "bus-2"} and so on by default
         * @return this builder
         */
        Builder name(String name);

        /**
         * Uses your executor instead of threads of the bus to drain channels. Its number of threads then bounds how
         * many handlers can block at once. If it rejects a task, the bus submits the task again later. The bus does not
         * shut it down.
         *
         * <p>An executor may run tasks in the calling thread. A handler then runs inside {@code publish}, and the
         * handlers of the events that it publishes run inside it, up to 32 deep. Deeper ones run when one of the
         * enclosing handlers has returned, so a chain of any length ends. A handler must not rely on its own events
         * being handled while it runs.
         *
         * @param executor drains the channels
         * @return this builder
         */
        Builder executor(Executor executor);

        /**
         * Sets what creates the threads of the bus, in place of its own daemon threads named
         * {@code eventbus-<bus>-<n>}.
         *
         * @param threadFactory creates threads
         * @return this builder
         */
        Builder threadFactory(ThreadFactory threadFactory);

        /**
         * Limits the number of threads of the bus, and with it how many handlers can block at once. When the limit is
         * reached, channels wait for a thread; this is counted and logged.
         *
         * @param maxThreads at least 1; 4,096 by default
         * @return this builder
         */
        Builder maxThreads(int maxThreads);

        /**
         * Sets the clock for time stamps, such as {@link EventContext#publishedAt()}.
         *
         * @param clock the clock; the system clock by default
         * @return this builder
         */
        Builder clock(InstantSource clock);

        /**
         * Replaces the source of monotonic time and delays.
         *
         * @param scheduler the scheduler; a thread of the bus by default
         * @return this builder
         */
        Builder scheduler(BusScheduler scheduler);

        /**
         * Sets how long {@link EventBus#close()} lets the channels drain.
         *
         * @param timeout not negative; 30 seconds by default
         * @return this builder
         */
        Builder closeTimeout(Duration timeout);

        /**
         * Closes the bus, on a thread of the bus, when a stage completes, normally or not. A second call replaces the
         * first.
         *
         * @param end completes when the bus should close
         * @return this builder
         */
        Builder closeWhen(CompletionStage<?> end);

        /**
         * Closes the bus when the JVM shuts down ({@code System.exit}, a signal, or the end of the last non-daemon
         * thread), with its {@link #closeTimeout}. Shutdown hooks run concurrently: no other hook should close what
         * handlers need. Closing the bus earlier removes the hook. Without this option, a JVM that ends while events
         * are queued loses them and logs one warning for each bus. A handler that calls {@code System.exit} never
         * returns from that call, so it is not waited for: it counts as in progress, and a log line says so.
         *
         * @return this builder
         */
        Builder closeOnShutdown();

        /**
         * Adds a listener for drops, failures and more. A bus may have several: each gets every call, in the order in
         * which they were added. If one throws, this is logged, and the others are called all the same.
         *
         * @param listener the listener to add
         * @return this builder
         */
        Builder listener(BusListener listener);

        /**
         * Sets how many {@linkplain EventBus#deadLetters() dead letters} are kept; when a new one arrives, the oldest
         * is evicted.
         *
         * @param capacity from 0 (none is kept, all are counted) to 1,048,576 (2<sup>20</sup>); 1,024 by default
         * @return this builder
         * @throws IllegalArgumentException if the number is out of range
         */
        Builder deadLetterCapacity(int capacity);

        /**
         * Sets whether dropped events become {@linkplain EventBus#deadLetters() dead letters} too, with the reason
         * {@link DeadLetter.Reason#DROPPED}. Failed and discarded events always do, and so do events that an open
         * breaker drops with {@link Breaker.WhileOpen#DEAD_LETTER}.
         *
         * <p>Cost: each dropped event costs its publisher a short lock and a few objects.
         *
         * @param kept whether dropped events become dead letters; false by default
         * @return this builder
         */
        Builder deadLetterDrops(boolean kept);

        /**
         * Retains the last events of a type for subscriptions that ask for a {@linkplain Subscribe#replay() replay}. A
         * second call for the type replaces the first; {@link Event#retain()} applies independently.
         *
         * @param eventType the type whose instances are retained, all of them together
         * @param count how many, from 1 to 65,536
         * @return this builder
         * @throws IllegalArgumentException if the number is out of range
         */
        Builder retain(Class<?> eventType, int count);

        /**
         * Retains the last events of a topic for subscriptions that ask for a {@linkplain Subscribe#replay() replay}. A
         * second call for the topic replaces the first.
         *
         * @param topic the topic, without wildcards
         * @param count how many, from 1 to 65,536
         * @return this builder
         * @throws IllegalArgumentException if the topic is malformed or the number is out of range
         */
        Builder retain(String topic, int count);

        /**
         * Propagates context of the publishing thread to handlers. Does not apply to batches, whose events come from
         * several threads, nor to pull channels. {@link DeliveryMode#DIRECT} handlers run in the publishing thread
         * anyway.
         *
         * @param carrier captures and restores the context; called after the carriers that were added before
         * @return this builder
         */
        Builder carry(ContextCarrier carrier);

        /**
         * Propagates SLF4J's mapped diagnostic context (MDC), as {@link #carry} does.
         *
         * @return this builder
         */
        Builder carryMdc();

        /**
         * Creates the bus.
         *
         * @return a new, open bus
         * @throws IllegalStateException if the indexes contradict each other, or one is from an incompatible version
         */
        EventBus build();
    }
}
