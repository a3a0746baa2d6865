package dev.eventbus;

/**
 * Receives what goes wrong on a bus, for alerts and metrics.
 *
 * <p>Threading: called on a thread of the bus, never in a publisher's thread and never by two threads at once; a slow
 * listener delays later calls and nothing else. Calls are aggregated: the first comes within about 100 ms of the
 * incident, further ones about every second while incidents continue, each with the count since the last. Failure: if a
 * listener throws, this is logged, and the other listeners of the bus get the call all the same.
 *
 * <p>Memory: a pending report does not keep an ended subscription in memory. If nothing else refers to it by then, the
 * listener receives a stand-in that has ended too, with the same id, name and statistics.
 */
public interface BusListener {

    /**
     * A subscription dropped or discarded events that matched it.
     *
     * @param subscription the subscription
     * @param reason the reason
     * @param count how many events since the last call for this subscription and reason
     */
    default void onDropped(Subscription subscription, DropReason reason, long count) {}

    /**
     * A handler failed, or the subscriber of a stream threw.
     *
     * @param subscription the subscription whose handler failed
     * @param cause the most recent exception
     * @param count how many failures since the last call for this subscription; 0 if the subscriber of a stream threw
     *     from {@code onSubscribe}, {@code onError} or {@code onComplete}, where no event fails
     */
    default void onFailed(Subscription subscription, Throwable cause, long count) {}

    /**
     * A handler has exceeded its {@linkplain Subscribe#timeoutMillis() timeout} and ignores the interrupt. Called once
     * for each such call of the handler; {@link SubscriptionStats#isStuck()} shows how long it lasts.
     *
     * @param handler the subscription, the thread, and where the handler was when this was reported
     */
    default void onStuck(CloseReport.RunningHandler handler) {}

    /**
     * Some channel has to wait for a thread: the bus has reached its limit of threads and all are busy, or its executor
     * rejects tasks.
     *
     * @param busName the name of the bus
     * @param maxThreads the limit that was reached; 0 if the bus uses your executor
     */
    default void onThreadsExhausted(String busName, int maxThreads) {}
}
