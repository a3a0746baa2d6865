package dev.eventbus;

import java.time.Duration;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The channel of a subscription without a handler: your threads receive its events, as goroutines do from a Go channel.
 *
 * <p>Created by {@link SubscriptionBuilder#channel()}. Events enter as they do every channel, up to its capacity and
 * then by its {@link Overflow} policy. An event counts as delivered when it is received.
 *
 * <p><strong>Closing.</strong> After {@link #close()}, the {@code once()} of its subscription, or the closing of the
 * bus, no event enters; queued events can still be received. Events that nobody receives stay
 * {@linkplain SubscriptionStats#queued() queued}, and are reported as {@linkplain CloseReport#unread() unread} when the
 * bus closes. {@link Subscription#cancel()} instead discards and counts them. Closing the bus does not wait for
 * receivers.
 *
 * <p><strong>Order.</strong> Each receiver gets the events of one publishing thread in order; several receivers share
 * the events between them. Threading: all methods can be called from any thread, several at once. What a publisher did
 * before publishing happens-before receiving the event. Not to be implemented by users: methods may be added.
 *
 * <pre>{@code
 * try (Channel<OrderCreated> orders = bus.subscription(OrderCreated.class).capacity(64).channel()) {
 *     for (OrderCreated order : orders) {       // ends when the bus is closed and the channel is empty
 *         ship(order);
 *     }
 * }
 * }</pre>
 *
 * @param <E> the type of events
 */
public interface Channel<E> extends Iterable<E>, AutoCloseable {

    /** {@return the subscription behind this channel, to inspect, pause and cancel} */
    Subscription subscription();

    /**
     * Takes the next event, waiting for one if necessary.
     *
     * @return the event
     * @throws ChannelClosedException if the channel is closed and empty, or becomes so during the wait
     * @throws InterruptedException if the thread is interrupted before or during the wait; no event is taken then
     */
    E receive() throws InterruptedException;

    /**
     * Takes the next event, waiting up to a timeout if necessary. Returns null only for a timeout; the end of the
     * channel is an exception.
     *
     * @param timeout the maximum time to wait
     * @return the event; null if the timeout elapsed first
     * @throws ChannelClosedException if the channel is closed and empty, or becomes so during the wait
     * @throws InterruptedException if the thread is interrupted before or during the wait; no event is taken then
     * @throws IllegalArgumentException if the timeout is negative
     */
    @Nullable
    E receive(Duration timeout) throws InterruptedException;

    /**
     * Takes the next event if one is queued.
     *
     * @return the event; null if none is queued, the channel is paused, or it is closed and empty
     */
    @Nullable
    E poll();

    /**
     * Iterates over events as they arrive, each taken by {@link Iterator#next()}. {@link Iterator#hasNext()} waits; it
     * returns false when the channel is closed and empty, or when the thread is interrupted, whose interrupt flag stays
     * set then.
     *
     * @return an iterator for one thread
     */
    @Override
    Iterator<E> iterator();

    /**
     * {@return whether no more events enter, because the channel, its subscription or the bus has been closed; events
     * may still be queued}
     */
    boolean isClosed();

    /** Stops events from entering. Queued events can still be received. Has no effect the second time. */
    @Override
    void close();
}
