package dev.eventbus.benchmarks.start;

/** A bus that is being started. What implements it is loaded only in the process that measures it. */
interface Contender {

    /**
     * Makes the bus, and has it deliver its first event.
     *
     * @throws InterruptedException if something interrupts
     */
    void deliverFirst() throws InterruptedException;

    /** Registers a subscriber. */
    void register(Object subscriber);

    /** Publishes an event. */
    void publish(Object event);

    /**
     * Waits until everything published has been handled.
     *
     * @throws InterruptedException if something interrupts
     */
    void awaitHandled() throws InterruptedException;
}
