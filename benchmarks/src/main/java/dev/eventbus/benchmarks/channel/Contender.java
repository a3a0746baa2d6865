package dev.eventbus.benchmarks.channel;

/**
 * Something that brings events to subscribers in other threads; made with its subscribers, ready to publish.
 *
 * <p>Ordering: events of one publisher reach a subscriber in order, unless the class says otherwise.
 */
interface Contender extends AutoCloseable {

    /**
     * Publishes an event to all subscribers; called by all publishers. Waits, in the contender's own way, while a
     * lossless subscriber has no room.
     */
    void publish(Tick tick);

    /** Ends delivery. Everything has been handled before. */
    @Override
    void close();
}
