package dev.eventbus;

import java.time.Instant;

/**
 * The circumstances of one delivery. Immutable, and safe to keep after the handler returns.
 *
 * <p>Not to be implemented by users: methods may be added.
 */
public interface EventContext {

    /**
     * The topic that the event was published on.
     *
     * @return the topic
     */
    String topic();

    /**
     * The identity of this publication: the same in all subscriptions and at every attempt. Made when it is first asked
     * for.
     *
     * @return a unique id
     */
    String id();

    /**
     * When the event was published, by the bus's {@linkplain EventBus.Builder#clock clock}.
     *
     * @return the time of publication
     */
    Instant publishedAt();

    /**
     * Which try of delivering the event to this handler this is.
     *
     * @return 1 for the first
     */
    int attempt();

    /**
     * The headers that the event was published with.
     *
     * @return the headers, empty if there were none
     */
    Headers headers();

    /**
     * How many events this subscription dropped between the previous delivered event and this one, in publishing order.
     * With a single publishing thread it is exact for each event. Where several publish at once, a dropped event may be
     * counted with a neighbouring one, and only the sum is exact. What {@link Overflow#CONFLATE} replaces is not
     * dropped.
     *
     * @return a number of events; always 0 in a subscription with a concurrency above 1
     */
    long missed();

    /**
     * Whether the event was lost to this subscription before, and has been {@linkplain DeadLetters#redrive(DeadLetter) redriven}.
     *
     * @return true for a redrive
     */
    default boolean isRedrive() {
        return false;
    }
}
