package dev.eventbus.runtime.stream;

import dev.eventbus.Channel;
import dev.eventbus.ChannelClosedException;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.channel.ChannelSubscription;
import dev.eventbus.runtime.channel.Receivers;
import dev.eventbus.runtime.execution.Durations;
import dev.eventbus.spi.LogText;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A channel whose events are taken by the threads that hold it.
 *
 * @param <E> the type of events
 */
public final class PullChannel<E> implements Channel<E> {

    private final ChannelSubscription subscription;
    private final Receivers receivers;

    /**
     * A view of a subscription that is made for receivers.
     *
     * @param subscription takes events of type {@code E} only
     */
    public PullChannel(ChannelSubscription subscription) {
        this.subscription = subscription;
        this.receivers = subscription.consumers(Receivers.class);
    }

    @Override
    public Subscription subscription() {
        return subscription;
    }

    @Override
    public E receive() throws InterruptedException {
        E event = cast(receivers.receive(Long.MAX_VALUE));
        if (event == null) {
            throw closed();
        }
        return event;
    }

    @Override
    public @Nullable E receive(Duration timeout) throws InterruptedException {
        E event = cast(receivers.receive(Durations.toNanos(timeout)));
        if (event == null && receivers.isOver()) {
            throw closed();
        }
        return event;
    }

    private ChannelClosedException closed() {
        return new ChannelClosedException("Channel " + LogText.sanitize(subscription.name())
                + " is closed and has been read to its end. To fix it, iterate over the channel, which ends here.");
    }

    @Override
    public @Nullable E poll() {
        return cast(receivers.poll());
    }

    @SuppressWarnings("unchecked") // nothing else is accepted by the subscription
    private @Nullable E cast(@Nullable Object event) {
        return (E) event;
    }

    @Override
    public boolean isClosed() {
        return !subscription.isActive();
    }

    @Override
    public void close() {
        subscription.closeByReader();
    }

    @Override
    public Iterator<E> iterator() {
        return new Iterator<>() {

            private @Nullable E next;

            @Override
            public boolean hasNext() {
                if (next == null) {
                    try {
                        next = cast(receivers.receive(Long.MAX_VALUE));
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                }
                return next != null;
            }

            @Override
            public E next() {
                E event = hasNext() ? next : null;
                if (event == null) {
                    throw new NoSuchElementException("The channel is closed, or the thread has been interrupted.");
                }
                next = null;
                return event;
            }
        };
    }

    @Override
    public String toString() {
        return "Channel[" + subscription + "]";
    }
}
