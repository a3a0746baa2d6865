package dev.eventbus.spi.generated;

import dev.eventbus.Breaker;
import dev.eventbus.DeliveryMode;
import dev.eventbus.Overflow;
import java.util.List;

/**
 * Everything that {@link dev.eventbus.Subscribe} says about one handler, with its defaults. Generated code sets what
 * differs from them; the processor has checked the values.
 *
 * <p>Not thread-safe; not changed after it has been handed over.
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
     * @param eventType the erased type of events; for a handler of batches the element type
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
     * Sets the mode to {@link DeliveryMode#DIRECT}.
     *
     * @param value the priority, see {@link dev.eventbus.Subscribe#priority()}
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
     * Sets the maximum size of a batch.
     *
     * @param value see {@link dev.eventbus.Subscribe#batch()}
     * @return this specification
     */
    public HandlerSpec withBatch(int value) {
        batch = value;
        return this;
    }

    /**
     * Sets the timeout.
     *
     * @param value see {@link dev.eventbus.Subscribe#timeoutMillis()}
     * @return this specification
     */
    public HandlerSpec withTimeoutMillis(long value) {
        timeoutMillis = value;
        return this;
    }

    /**
     * Declares that the handler has a filter, {@link HandlerTable#accepts}.
     *
     * @return this specification
     */
    public HandlerSpec withFilter() {
        filtered = true;
        return this;
    }

    /**
     * Declares that the handler has a key, {@link HandlerTable#key}.
     *
     * @return this specification
     */
    public HandlerSpec withKey() {
        keyed = true;
        return this;
    }

    /**
     * Declares that the handler takes the context.
     *
     * @return this specification
     */
    public HandlerSpec withContext() {
        takesContext = true;
        return this;
    }

    /**
     * Declares that the handler returns a stage.
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
     * Sets which failures are retried.
     *
     * @param types see {@link dev.eventbus.Retry#retryOn()}
     * @return this specification
     */
    public HandlerSpec withRetryOn(Class<?>... types) {
        retryOn = List.of(types);
        return this;
    }

    /**
     * Sets which failures are never retried.
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

    /** {@return the name of the subscriptions} */
    public String name() {
        return name;
    }

    /** {@return the erased type of events} */
    public Class<?> eventType() {
        return eventType;
    }

    /** {@return the topic pattern; empty for every topic} */
    public String topic() {
        return topic;
    }

    /** {@return the capacity in events} */
    public int capacity() {
        return capacity;
    }

    /** {@return how many retained events the subscription begins with; 0 for none} */
    public int replay() {
        return replay;
    }

    /** {@return the overflow policy} */
    public Overflow overflow() {
        return overflow;
    }

    /** {@return the longest wait of a publisher in milliseconds; -1 for no limit} */
    public long blockMillis() {
        return blockMillis;
    }

    /** {@return the delivery mode} */
    public DeliveryMode mode() {
        return mode;
    }

    /** {@return the priority of a direct handler} */
    public int priority() {
        return priority;
    }

    /** {@return how many events the handler may work on at once} */
    public int concurrency() {
        return concurrency;
    }

    /** {@return the maximum size of a batch; 1 for a handler of single events} */
    public int batch() {
        return batch;
    }

    /** {@return the timeout of one call in milliseconds; 0 for none} */
    public long timeoutMillis() {
        return timeoutMillis;
    }

    /** {@return whether the handler has a filter, {@link HandlerTable#accepts}} */
    public boolean filtered() {
        return filtered;
    }

    /** {@return whether the handler has a key, {@link HandlerTable#key}} */
    public boolean keyed() {
        return keyed;
    }

    /** {@return whether the handler takes the context} */
    public boolean takesContext() {
        return takesContext;
    }

    /** {@return whether the handler returns a stage, with {@link DeliveryCursor#returned}} */
    public boolean returnsStage() {
        return returnsStage;
    }

    /** {@return the retry policy} */
    public RetrySpec retry() {
        return retry;
    }

    /**
     * {@return the types of failures that are retried, unmodifiable; empty for the default of
     * {@link dev.eventbus.Retry#retryOn()}}
     */
    public List<Class<?>> retryOn() {
        return retryOn;
    }

    /** {@return the types of failures that are never retried, unmodifiable} */
    public List<Class<?>> abortOn() {
        return abortOn;
    }

    /** {@return the circuit breaker} */
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
     * @param maxAttempts the maximum number of calls
     * @param delayMillis the first wait
     * @param multiplier the factor of further waits
     * @param maxDelayMillis the longest wait
     * @param jitter the fraction by which waits vary
     */
    public record RetrySpec(int maxAttempts, long delayMillis, double multiplier, long maxDelayMillis, double jitter) {

        /** One attempt. */
        public static final RetrySpec NONE = new RetrySpec(1, 100, 2.0, 30_000, 0.2);
    }

    /**
     * The values of a {@link Breaker}.
     *
     * @param failures how many failures in a row open it
     * @param failureRate the fraction of failures that opens it
     * @param window the number of deliveries over which the fraction is taken
     * @param openMillis how long it stays open
     * @param probes how many successful probes close it
     * @param whileOpen what happens to events meanwhile
     */
    public record BreakerSpec(
            int failures, double failureRate, int window, long openMillis, int probes, Breaker.WhileOpen whileOpen) {

        /** No breaker. */
        public static final BreakerSpec OFF = new BreakerSpec(0, 0, 100, 30_000, 1, Breaker.WhileOpen.WAIT);
    }
}
