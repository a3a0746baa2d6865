package dev.eventbus;

/**
 * Is told what goes wrong on a bus, for alerts and metrics.
 *
 * <p>Threading: called on a thread of the bus, never in a publisher's, and never by two threads at once; a slow listener
 * delays later calls and nothing else. Calls are bundled: the first within about 100 ms of the event it tells of,
 * further ones about every second while more is to be told, with the count since. Failure: what a listener throws is
 * logged, and the other listeners of the bus get the call all the same.
 *
 * <p>Memory: a pending report does not keep a subscription that has ended. If nothing else refers to it by then, the
 * listener gets a stand-in that has ended too, with the same id, name and statistics.
 */
public interface BusListener {

    /**
     * Events that matched a subscription were lost.
     *
     * @param subscription the subscription that lost them
     * @param reason why
     * @param count how many since the last call for this subscription and reason
     */
    default void onDropped(Subscription subscription, DropReason reason, long count) {}

    /**
     * A handler failed, or the subscriber of a stream threw.
     *
     * @param subscription the subscription whose handler failed
     * @param cause what it threw the last time
     * @param count how many failures since the last call for this subscription; 0 if the subscriber of a stream threw
     *     from {@code onSubscribe}, {@code onError} or {@code onComplete}, where no event fails
     */
    default void onFailed(Subscription subscription, Throwable cause, long count) {}

    /**
     * A handler has run over its {@linkplain Subscribe#timeoutMillis() deadline} and takes no notice of having been interrupted. Told
     * once for each such call; {@link SubscriptionStats#isStuck()} says how long it goes on.
     *
     * @param handler its subscription, its thread, and where it was when this was reported
     */
    default void onStuck(CloseReport.RunningHandler handler) {}

    /**
     * The bus has as many threads as it may have and all are busy, or its executor refuses work, so some channel has to wait.
     *
     * @param busName the name of the bus
     * @param maxThreads the limit that was reached; 0 if the bus has a user's executor
     */
    default void onThreadsExhausted(String busName, int maxThreads) {}
}
