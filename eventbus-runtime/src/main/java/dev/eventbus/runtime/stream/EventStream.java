package dev.eventbus.runtime.stream;

import dev.eventbus.runtime.channel.ChannelSubscription;
import dev.eventbus.runtime.delivery.LambdaCall;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A stream of events. Each subscriber has a subscription of its own, with a channel that holds what the subscriber has
 * not asked for. If a subscriber subscribes again while it is subscribed, {@code onError} ends its subscription, since
 * {@code onSubscribe} may be called once only (2.12).
 *
 * @param <E> the type of events
 */
public final class EventStream<E> implements Flow.Publisher<E> {

    private final Opener opener;
    private final @Nullable Predicate<Object> filter;
    private final @Nullable Function<Object, ?> key;
    // By identity. Guarded by itself.
    private final IdentityHashMap<Flow.Subscriber<?>, StreamSubscription> subscribed = new IdentityHashMap<>();

    /** Subscribes for a stream. */
    public interface Opener {

        /** A new subscription with the attributes of a stream; throws if there cannot be one. */
        ChannelSubscription open(EventStream<?> stream, LambdaCall call);

        /** Reports what a subscriber threw when it was notified of a refusal. */
        void refusalFailed(Throwable failure);
    }

    /**
     * A stream without subscribers.
     *
     * @param filter which events match, or null for all
     * @param key what events have in common, or null
     */
    public EventStream(Opener opener, @Nullable Predicate<Object> filter, @Nullable Function<Object, ?> key) {
        this.opener = opener;
        this.filter = filter;
        this.key = key;
    }

    @Override
    @SuppressWarnings("unchecked") // its subscription accepts events of type E only
    public void subscribe(Flow.Subscriber<? super E> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        StreamSubscription subscription =
                new StreamSubscription(this, (Flow.Subscriber<Object>) subscriber, filter, key);
        StreamSubscription other;
        synchronized (subscribed) {
            other = subscribed.putIfAbsent(subscriber, subscription);
        }
        if (other != null) {
            other.subscribedAgain();
            return;
        }
        ChannelSubscription opened;
        try {
            opened = opener.open(this, subscription);
        } catch (RuntimeException refused) {
            forget(subscriber, subscription);
            refuse(subscriber, refused);
            return;
        }
        subscription.begin(opened);
    }

    private void refuse(Flow.Subscriber<?> subscriber, RuntimeException refused) {
        try {
            subscriber.onSubscribe(Nothing.INSTANCE);
            subscriber.onError(refused);
        } catch (Throwable violation) { // of 2.13
            opener.refusalFailed(violation);
        }
    }

    /** A subscriber is not subscribed any more. */
    void forget(Flow.Subscriber<?> subscriber, StreamSubscription subscription) {
        synchronized (subscribed) {
            subscribed.remove(subscriber, subscription);
        }
    }

    /** The subscription of a subscriber that was refused: the protocol requires one before the error. */
    private enum Nothing implements Flow.Subscription {
        INSTANCE;

        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }

    @Override
    public String toString() {
        return "a stream";
    }
}
