package dev.eventbus.spi.generated;

import dev.eventbus.Breaker;
import dev.eventbus.DeliveryMode;
import dev.eventbus.Overflow;
import java.util.List;

/**
 * Everything that {@link dev.eventbus.Subscribe} says about one handler, with its defaults. Generated code sets what
 * differs from them; the processor has checked the values.
 *
 * <p>Not thread-safe; given away once it is filled.
 */
public final class HandlerSpec {

    private final String name;
    private final Class<?> eventType;
    private String topic = "";
    private int capacity = 1024;
    private int replay;
    private Overflow overflow = Overflow.DROP_NEWEST;
    private long blockMillis = 100;
    private DeliveryMode mode = DeliveryMode.CHANNEL;
    private int priority;
    private int concurrency = 1;
    private int batch = 1;
    private long timeoutMillis;
    private boolean filtered;
    private boolean keyed;
    private boolean takesContext;
    private boolean returnsStage;
    private RetrySpec retry = RetrySpec.NONE;
    private List<Class<?>> retryOn = List.of();
    private List<Class<?>> abortOn = List.of();
    private BreakerSpec breaker = BreakerSpec.OFF;

    private HandlerSpec(String name, Class<?> eventType) {
        this.name = name;
        this.eventType = eventType;
    }

    /**
     * A handler with the defaults.
     *
     * @param name the name of its subscriptions
     * @param eventType the erased type of events; the element's type for a handler of batches
     * @return a new specification
     */
    public static HandlerSpec of(String name, Class<?> eventType) {
        return new HandlerSpec(name, eventType);
    }

    /**
     * Sets the topic pattern.
     *
     * @param value see {@link dev.eventbus.Subscribe#topic()}
     * @return this specification
     */
    public HandlerSpec withTopic(String value) {
        topic = value;
        return this;
    }

    /**
     * Sets the capacity.
     *
     * @param value see {@link dev.eventbus.Subscribe#capacity()}
     * @return this specification
     */
    public HandlerSpec withCapacity(int value) {
        capacity = value;
        return this;
    }

    /**
     * Sets how many retained events the subscription begins with.
     *
     * @param value see {@link dev.eventbus.Subscribe#replay()}
     * @return this specification
     */
    public HandlerSpec withReplay(int value) {
        replay = value;
        return this;
    }

    /**
     * Sets the overflow policy.
     *
     * @param value see {@link dev.eventbus.Subscribe#overflow()}
     * @return this specification
     */
    public HandlerSpec withOverflow(Overflow value) {
        overflow = value;
        return this;
    }

    /**
     * Sets the longest wait of a publisher.
     *
     * @param value see {@link dev.eventbus.Subscribe#blockMillis()}
     * @return this specification
     */
    public HandlerSpec withBlockMillis(long value) {
        blockMillis = value;
        return this;
    }

    /**
     * Makes the handler a direct one.
     *
     * @param value its priority, see {@link dev.eventbus.Subscribe#priority()}
     * @return this specification
     */
    public HandlerSpec withDirectMode(int value) {
        mode = DeliveryMode.DIRECT;
        priority = value;
        return this;
    }

    /**
     * Sets the concurrency.
     *
     * @param value see {@link dev.eventbus.Subscribe#concurrency()}
     * @return this specification
     */
    public HandlerSpec withConcurrency(int value) {
        concurrency = value;
        return this;
    }

    /**
     * Makes the handler one of batches.
     *
     * @param value see {@link dev.eventbus.Subscribe#batch()}
     * @return this specification
     */
    public HandlerSpec withBatch(int value) {
        batch = value;
        return this;
    }

    /**
     * Sets the deadline.
     *
     * @param value see {@link dev.eventbus.Subscribe#timeoutMillis()}
     * @return this specification
     */
    public HandlerSpec withTimeoutMillis(long value) {
        timeoutMillis = value;
        return this;
    }

    /**
     * Says that {@link HandlerTable#accepts} is to be asked.
     *
     * @return this specification
     */
    public HandlerSpec withFilter() {
        filtered = true;
        return this;
    }

    /**
     * Says that {@link HandlerTable#key} gives the key.
     *
     * @return this specification
     */
    public HandlerSpec withKey() {
        keyed = true;
        return this;
    }

    /**
     * Says that the handler takes the context.
     *
     * @return this specification
     */
    public HandlerSpec withContext() {
        takesContext = true;
        return this;
    }

    /**
     * Says that the handler returns a stage.
     *
     * @return this specification
     */
    public HandlerSpec withStage() {
        returnsStage = true;
        return this;
    }

    /**
     * Sets the retry policy.
     *
     * @param maxAttempts see {@link dev.eventbus.Retry#maxAttempts()}
     * @param delayMillis see {@link dev.eventbus.Retry#delayMillis()}
     * @param multiplier see {@link dev.eventbus.Retry#multiplier()}
     * @param maxDelayMillis see {@link dev.eventbus.Retry#maxDelayMillis()}
     * @param jitter see {@link dev.eventbus.Retry#jitter()}
     * @return this specification
     */
    public HandlerSpec withRetry(
            int maxAttempts, long delayMillis, double multiplier, long maxDelayMillis, double jitter) {
        retry = new RetrySpec(maxAttempts, delayMillis, multiplier, maxDelayMillis, jitter);
        return this;
    }

    /**
     * Sets which failures are tried again.
     *
     * @param types see {@link dev.eventbus.Retry#retryOn()}
     * @return this specification
     */
    public HandlerSpec withRetryOn(Class<?>... types) {
        retryOn = List.of(types);
        return this;
    }

    /**
     * Sets which failures are never tried again.
     *
     * @param types see {@link dev.eventbus.Retry#abortOn()}
     * @return this specification
     */
    public HandlerSpec withAbortOn(Class<?>... types) {
        abortOn = List.of(types);
        return this;
    }

    /**
     * Sets the circuit breaker.
     *
     * @param failures see {@link Breaker#failures()}
     * @param failureRate see {@link Breaker#failureRate()}
     * @param window see {@link Breaker#window()}
     * @param openMillis see {@link Breaker#openMillis()}
     * @param probes see {@link Breaker#probes()}
     * @param whileOpen see {@link Breaker#whileOpen()}
     * @return this specification
     */
    public HandlerSpec withBreaker(
            int failures, double failureRate, int window, long openMillis, int probes, Breaker.WhileOpen whileOpen) {
        breaker = new BreakerSpec(failures, failureRate, window, openMillis, probes, whileOpen);
        return this;
    }

    /**
     * The name of subscriptions.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The type of events.
     *
     * @return the erased type
     */
    public Class<?> eventType() {
        return eventType;
    }

    /**
     * The topic pattern.
     *
     * @return the pattern; empty for every topic
     */
    public String topic() {
        return topic;
    }

    /**
     * The capacity.
     *
     * @return a number of events
     */
    public int capacity() {
        return capacity;
    }

    /**
     * How many retained events the subscription begins with.
     *
     * @return a number of events; 0 for none
     */
    public int replay() {
        return replay;
    }

    /**
     * The overflow policy.
     *
     * @return the policy
     */
    public Overflow overflow() {
        return overflow;
    }

    /**
     * The longest wait of a publisher.
     *
     * @return milliseconds
     */
    public long blockMillis() {
        return blockMillis;
    }

    /**
     * The delivery mode.
     *
     * @return the mode
     */
    public DeliveryMode mode() {
        return mode;
    }

    /**
     * The priority of a direct handler.
     *
     * @return the priority
     */
    public int priority() {
        return priority;
    }

    /**
     * The concurrency.
     *
     * @return a number of events
     */
    public int concurrency() {
        return concurrency;
    }

    /**
     * The size of batches.
     *
     * @return a number of events; 1 for a handler of single events
     */
    public int batch() {
        return batch;
    }

    /**
     * The deadline.
     *
     * @return milliseconds; 0 for none
     */
    public long timeoutMillis() {
        return timeoutMillis;
    }

    /**
     * Whether the handler has a filter.
     *
     * @return true if {@link HandlerTable#accepts} is to be asked
     */
    public boolean filtered() {
        return filtered;
    }

    /**
     * Whether the handler has a key.
     *
     * @return true if {@link HandlerTable#key} gives it
     */
    public boolean keyed() {
        return keyed;
    }

    /**
     * Whether the handler takes the context.
     *
     * @return true if a context is to be made
     */
    public boolean takesContext() {
        return takesContext;
    }

    /**
     * Whether the handler returns a stage.
     *
     * @return true if it calls {@link DeliveryCursor#returned}
     */
    public boolean returnsStage() {
        return returnsStage;
    }

    /**
     * The retry policy.
     *
     * @return the policy
     */
    public RetrySpec retry() {
        return retry;
    }

    /**
     * The types of failures that are tried again.
     *
     * @return an unmodifiable list; empty for all that {@link dev.eventbus.Retry#retryOn()} means by none
     */
    public List<Class<?>> retryOn() {
        return retryOn;
    }

    /**
     * The types of failures that are never tried again.
     *
     * @return an unmodifiable list
     */
    public List<Class<?>> abortOn() {
        return abortOn;
    }

    /**
     * The circuit breaker.
     *
     * @return the breaker
     */
    public BreakerSpec breaker() {
        return breaker;
    }

    @Override
    public String toString() {
        return "HandlerSpec[" + name + "]";
    }

    /**
     * The values of a {@link dev.eventbus.Retry}.
     *
     * @param maxAttempts the number of calls at most
     * @param delayMillis the first wait
     * @param multiplier the factor of further waits
     * @param maxDelayMillis the longest wait
     * @param jitter the share by which waits vary
     */
    public record RetrySpec(int maxAttempts, long delayMillis, double multiplier, long maxDelayMillis, double jitter) {

        /** One attempt. */
        public static final RetrySpec NONE = new RetrySpec(1, 100, 2.0, 30_000, 0.2);
    }

    /**
     * The values of a {@link Breaker}.
     *
     * @param failures the failures in a row that open it
     * @param failureRate the share of failures that opens it
     * @param window the deliveries that the share is taken of
     * @param openMillis how long it stays open
     * @param probes the successes that close it
     * @param whileOpen what happens to events meanwhile
     */
    public record BreakerSpec(
            int failures, double failureRate, int window, long openMillis, int probes, Breaker.WhileOpen whileOpen) {

        /** No breaker. */
        public static final BreakerSpec OFF = new BreakerSpec(0, 0, 100, 30_000, 1, Breaker.WhileOpen.WAIT);
    }
}
