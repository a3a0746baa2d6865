package dev.eventbus;

import java.time.Instant;

/**
 * The circumstances of one delivery: topic, id, time, headers, attempt. Immutable, and safe to keep after the handler
 * returns.
 *
 * <p>Not to be implemented by users: methods may be added.
 */
public interface EventContext {

    /** {@return the topic that the event was published on} */
    String topic();

    /**
     * {@return the unique id of this publication, the same in all subscriptions, attempts and redrives; created on
     * first use}
     */
    String id();

    /** {@return when the event was published, by the {@linkplain EventBus.Builder#clock clock} of the bus} */
    Instant publishedAt();

    /** {@return the number of this attempt to deliver the event to this handler; 1 for the first} */
    int attempt();

    /** {@return the headers that the event was published with; empty if there were none} */
    Headers headers();

    /**
     * Returns the size of the gap before this event: how many events this subscription dropped between the previous
     * delivered event and this one, in publishing order. With a single publishing thread the number is exact for each
     * event. With several, a dropped event may be counted with a neighbouring one, and only the sum is exact. Events
     * that {@link Overflow#CONFLATE} replaces are not dropped.
     *
     * @return a number of events; always 0 in a subscription with a concurrency above 1
     */
    long missed();

    /**
     * {@return whether this subscription lost the event before, and it has been
     * {@linkplain DeadLetters#redrive(DeadLetter) redriven}}
     */
    default boolean isRedrive() {
        return false;
    }
}
