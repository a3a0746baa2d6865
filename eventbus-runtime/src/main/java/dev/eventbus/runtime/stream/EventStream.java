package dev.eventbus.runtime.stream;

import dev.eventbus.runtime.channel.ChannelSubscription;
import dev.eventbus.runtime.delivery.LambdaCall;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A stream of events, each of whose subscribers has a subscription of its own, with a channel that holds what the subscriber has not
 * asked for.
 *
 * @param <E> the type of events
 */
public final class EventStream<E> implements Flow.Publisher<E> {

    private final Opener opener;
    private final @Nullable Predicate<Object> filter;
    private final @Nullable Function<Object, ?> key;

    /** Subscribes for a stream. */
    @FunctionalInterface
    public interface Opener {

        /** A new subscription with the attributes of a stream; throws if there cannot be one. */
        ChannelSubscription open(EventStream<?> stream, LambdaCall call);
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
        StreamSubscription subscription = new StreamSubscription((Flow.Subscriber<Object>) subscriber, filter, key);
        ChannelSubscription opened;
        try {
            opened = opener.open(this, subscription);
        } catch (RuntimeException refused) {
            subscriber.onSubscribe(Nothing.INSTANCE);
            subscriber.onError(refused);
            return;
        }
        subscription.begin(opened);
    }

    /** What a subscriber gets that cannot subscribe: the protocol wants one before the error. */
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
