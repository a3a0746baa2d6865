package dev.eventbus.processor.model;

/**
 * The attributes of {@code @Subscribe} that do not depend on the signature of the handler.
 *
 * @param topic the topic pattern; empty for every topic
 * @param capacity the capacity of the channel
 * @param replay the number of retained events with which the subscription begins
 * @param overflow the name of the overflow policy
 * @param blockMillis the longest time that a publisher waits under BLOCK
 * @param direct whether the handler runs on the publisher's thread
 * @param priority the priority among direct handlers
 * @param concurrency the number of events handled at the same time
 * @param batch the largest number of events per call
 * @param timeoutMillis the timeout of a call
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
     * Whether the handler uses the key of its events, if they have one.
     *
     * @return true if events are distinguished by key
     */
    public boolean usesKey() {
        return concurrency > 1 || overflow.equals("CONFLATE");
    }
}
