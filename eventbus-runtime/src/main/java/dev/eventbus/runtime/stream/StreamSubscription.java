package dev.eventbus.runtime.stream;

import dev.eventbus.runtime.channel.ChannelSubscription;
import dev.eventbus.runtime.channel.StreamDrains;
import dev.eventbus.runtime.delivery.LambdaCall;
import dev.eventbus.spi.generated.DeliveryCursor;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber of a stream, as the handler of its subscription: it gets as many events as it has asked for. Follows
 * the rules of
 * <a href="https://github.com/reactive-streams/reactive-streams-jvm">Reactive Streams</a>; numbers in comments are
 * theirs.
 *
 * <p>All calls of the subscriber but {@code onSubscribe} come from the drain of the channel, and so one after another
 * (1.3). The drain runs when there is an event and demand for it, and by a signal when the stream ends or the
 * subscriber has violated a rule.
 *
 * <p>Threading: {@link #request} and {@link #cancel} any; {@link #deliver} is called by the drain.
 */
final class StreamSubscription extends LambdaCall.Reader implements Flow.Subscription {

    private final EventStream<?> stream;
    // Null once nothing may refer to it any more (3.13).
    private volatile Flow.@Nullable Subscriber<Object> subscriber;
    // True once the subscriber must not be notified of an end: it has cancelled, or has been notified.
    private volatile boolean cancelled;
    private volatile @Nullable ChannelSubscription channel;
    // False until onSubscribe has returned: nothing else may be signalled before (1.3).
    private volatile boolean begun;
    // What onError will pass to it.
    private volatile @Nullable RuntimeException violated;
    // Long.MAX_VALUE for no limit (3.17).
    private final AtomicLong demand = new AtomicLong();

    StreamSubscription(
            EventStream<?> stream,
            Flow.Subscriber<Object> subscriber,
            @Nullable Predicate<Object> filter,
            @Nullable Function<Object, ?> key) {
        super(filter, key);
        this.stream = stream;
        this.subscriber = subscriber;
    }

    /** Calls {@code onSubscribe}, and then lets events come. */
    void begin(ChannelSubscription opened) {
        channel = opened;
        try {
            Objects.requireNonNull(subscriber).onSubscribe(this);
        } catch (Throwable violation) { // of 2.13: it counts as having cancelled
            cancel();
            opened.signalFailed("onSubscribe", violation);
            return;
        }
        // In this order: a request that comes after this lets events come itself.
        begun = true;
        StreamDrains drains = opened.consumers(StreamDrains.class);
        if (violated != null || drains.isOver()) {
            drains.signal();
        } else if (demand.get() > 0) {
            drains.resumeDemand();
        }
    }

    // ---- The subscriber's threads

    @Override
    public void request(long n) {
        ChannelSubscription own = channel;
        if (cancelled || own == null) {
            return;
        }
        if (n <= 0) {
            violated(new IllegalArgumentException("A subscriber has to ask for at least one event, but asked for " + n
                    + ". To fix it, request a positive number (Reactive Streams rule 3.9)."));
            return;
        }
        addDemand(n);
        if (begun) {
            own.consumers(StreamDrains.class).resumeDemand();
        }
    }

    /** Its subscriber has subscribed to the same stream once more. */
    void subscribedAgain() {
        violated(new IllegalStateException(
                "This subscriber is subscribed to the stream already, and no subscriber can have two"
                        + " subscriptions (Reactive Streams rule 2.12). To fix it, give each subscription a"
                        + " subscriber of its own."));
    }

    /** Ends the stream with an error, after what has been given. */
    private void violated(RuntimeException error) {
        violated = error;
        ChannelSubscription own = channel;
        // In this order: the thread that begins it after this looks at the error.
        if (own != null && begun) {
            own.consumers(StreamDrains.class).signal();
        }
    }

    private void addDemand(long n) {
        long before;
        long after;
        do {
            before = demand.get();
            after = before + n < 0 ? Long.MAX_VALUE : before + n;
        } while (!demand.compareAndSet(before, after));
    }

    @Override
    public void cancel() {
        // First, so that it is not taken for one that others have cancelled, and notified.
        cancelled = true;
        ChannelSubscription own = channel;
        if (own != null) {
            own.cancel();
        }
        Flow.Subscriber<Object> gone = subscriber;
        if (gone != null) {
            stream.forget(gone, this);
            subscriber = null;
        }
    }

    // ---- The drain

    @Override
    public void deliver(DeliveryCursor delivery) {
        ChannelSubscription own = channel;
        if (own == null) {
            // It has been ended already, and is about to begin: the signal is kept until then.
            return;
        }
        StreamDrains drains = own.consumers(StreamDrains.class);
        drains.clearSignal();
        if (!begun) {
            return;
        }
        Flow.Subscriber<Object> receiver = subscriber;
        while (receiver != null && violated == null && hasDemand(drains)) {
            Object event = delivery.next();
            if (event == null) {
                break;
            }
            useDemand();
            try {
                // Even if it has cancelled meanwhile (2.8): the event has been taken, and will count as delivered.
                receiver.onNext(event);
            } catch (Throwable violation) { // of 2.13: it counts as having cancelled
                delivery.failed(event, violation);
                cancel();
            }
        }
        RuntimeException error = violated;
        // In this order: if it is over because the subscriber cancels, that has been said before.
        if (receiver != null && (error != null || drains.isOver()) && !cancelled) {
            cancel();
            // There is nothing any more, but the last event is counted before the subscriber is notified of the end.
            delivery.next();
            end(own, receiver, error);
        }
    }

    private static void end(
            ChannelSubscription own, Flow.Subscriber<Object> receiver, @Nullable RuntimeException error) {
        try {
            if (error != null) {
                receiver.onError(error);
            } else {
                receiver.onComplete();
            }
        } catch (Throwable violation) { // of 2.13; there is no event that could have failed
            own.signalFailed(error != null ? "onError" : "onComplete", violation);
        }
    }

    /**
     * Whether the subscriber wants another event. The channel's flag alone does not show that: a thread that has asked
     * for events, and clears the flag late, may do so when they have come already.
     */
    private boolean hasDemand(StreamDrains drains) {
        if (demand.get() > 0) {
            return true;
        }
        drains.stopDemand();
        // A request between the two lines has cleared what this has just set, or clears it after this.
        if (demand.get() == 0) {
            return false;
        }
        drains.resumeDemand();
        return true;
    }

    private void useDemand() {
        if (demand.get() != Long.MAX_VALUE) {
            demand.decrementAndGet();
        }
    }
}
