package dev.eventbus.benchmarks.channel;

/** Who gets events. Its handler is never called by two threads at once. */
interface Subscriber {

    /** Handles an event. */
    void handle(Tick tick);

    /** How many it has handled so far, a little late; called by other threads. */
    long handled();

    /** Whether it shall get every event, however long publishers wait; else what finds its channel full is dropped. */
    default boolean lossless() {
        return true;
    }
}
