package dev.eventbus;

import java.time.Duration;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The channel of a subscription without a handler: threads of yours come for its events, as goroutines do for those of a Go
 * channel.
 *
 * <p>Made by {@link SubscriptionBuilder#channel()}. Events come in as into every channel, up to its capacity, and then by its
 * {@link Overflow} policy. An event counts as delivered when it is received.
 *
 * <p><strong>Closing.</strong> {@link #close()}, the {@code once()} of its subscription, or closing the bus: nothing more comes in
 * then, and what waits can still be received. What nobody receives stays {@linkplain SubscriptionStats#queued() queued}, and is
 * reported as {@linkplain CloseReport#unread() unread} when the bus closes. {@link Subscription#cancel()} instead discards and counts
 * it. Closing the bus does not wait for receivers.
 *
 * <p><strong>Order.</strong> Each receiver gets the events of one publishing thread in their order; several receivers share the events
 * between them. Threading: all methods can be called from any thread, several at once. What a publisher did before publishing
 * happens-before receiving the event. Not to be implemented by users: methods may be added.
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

    /**
     * The subscription behind this channel.
     *
     * @return what counts, pauses and cancels
     */
    Subscription subscription();

    /**
     * Waits for the next event and takes it.
     *
     * @return the event
     * @throws ChannelClosedException if the channel is closed and empty, or becomes so while this waits
     * @throws InterruptedException if the thread is interrupted before or while it waits; no event is taken then
     */
    E receive() throws InterruptedException;

    /**
     * Waits some time for the next event and takes it. Null means only that the time was up; the end of the channel is
     * an exception.
     *
     * @param timeout how long to wait at most
     * @return the event; null if the time was up first
     * @throws ChannelClosedException if the channel is closed and empty, or becomes so while this waits
     * @throws InterruptedException if the thread is interrupted before or while it waits; no event is taken then
     * @throws IllegalArgumentException if the timeout is negative
     */
    @Nullable
    E receive(Duration timeout) throws InterruptedException;

    /**
     * Takes the next event if one waits.
     *
     * @return the event; null if none waits, the channel is paused, or it is closed and empty
     */
    @Nullable
    E poll();

    /**
     * Iterates over events as they come, each taken by {@link Iterator#next()}. {@link Iterator#hasNext()} waits; it is false when
     * the channel is closed and empty, or the thread is interrupted, whose interrupt flag stays set then.
     *
     * @return an iterator for one thread
     */
    @Override
    Iterator<E> iterator();

    /**
     * Whether nothing more comes in.
     *
     * @return true once the channel, its subscription or the bus has been closed; events may still wait
     */
    boolean isClosed();

    /** Lets nothing more come in. What waits can still be received. Does nothing the second time. */
    @Override
    void close();
}
