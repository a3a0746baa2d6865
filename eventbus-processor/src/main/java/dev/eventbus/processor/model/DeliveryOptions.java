package dev.eventbus.processor.model;

/**
 * How a handler gets its events: the attributes of {@code @Subscribe} that have nothing to do with its signature.
 *
 * @param topic the topic pattern; empty for every topic
 * @param capacity the capacity
 * @param replay the retained events that the subscription begins with
 * @param overflow the name of the overflow policy
 * @param blockMillis the longest wait of publishers
 * @param direct whether the handler runs in the publisher's thread
 * @param priority the priority among direct handlers
 * @param concurrency the events handled at once
 * @param batch the events per call
 * @param timeoutMillis the deadline
 * @param retry the retry policy
 * @param breaker the circuit breaker
 */
public record DeliveryOptions(
        String topic,
        int capacity,
        int replay,
        String overflow,
        long blockMillis,
        boolean direct,
        int priority,
        int concurrency,
        int batch,
        long timeoutMillis,
        RetryOptions retry,
        BreakerOptions breaker) {

    /**
     * Whether the handler needs the key of its events, if they have one.
     *
     * @return true if events are told apart by key
     */
    public boolean usesKey() {
        return concurrency > 1 || overflow.equals("CONFLATE");
    }
}
