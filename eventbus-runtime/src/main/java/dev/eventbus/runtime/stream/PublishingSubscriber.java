package dev.eventbus.runtime.stream;

import dev.eventbus.Publisher;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what it receives, and asks for more as it does: only a publisher that waits under BLOCK holds up the
 * stream.
 *
 * <p>Threading: signals come one after another, as Reactive Streams requires.
 *
 * @param <E> the type of events
 */
public final class PublishingSubscriber<E> implements Flow.Subscriber<E> {

    /** How many events are asked for at once; half of them again when that many have been published. */
    private static final int WINDOW = 256;

    private final Publisher<E> publisher;
    private final Consumer<Throwable> onFailure;
    private final AtomicReference<Flow.@Nullable Subscription> source = new AtomicReference<>();
    private int untilNextRequest = WINDOW / 2;
    private boolean ended;

    /**
     * A subscriber that has not been subscribed.
     *
     * @param onFailure accepts what the stream failed with, or why publishing ended it; throws nothing
     */
    public PublishingSubscriber(Publisher<E> publisher, Consumer<Throwable> onFailure) {
        this.publisher = publisher;
        this.onFailure = onFailure;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        Objects.requireNonNull(subscription, "subscription");
        if (source.compareAndSet(null, subscription)) {
            request(subscription, WINDOW);
        } else {
            // Reactive Streams rule 2.5: it reads one stream.
            cancel(subscription);
        }
    }

    @Override
    public void onNext(E event) {
        Objects.requireNonNull(event, "event");
        Flow.Subscription from = source.get();
        if (ended || from == null) {
            return;
        }
        try {
            publisher.publish(event);
        } catch (Throwable refused) {
            // The bus was closed, or a topic does not fit: what comes would be refused too. Rule 2.13: nothing is
            // thrown.
            end(from, refused);
            return;
        }
        if (--untilNextRequest == 0) {
            untilNextRequest = WINDOW / 2;
            request(from, WINDOW / 2);
        }
    }

    private void request(Flow.Subscription from, long count) {
        try {
            from.request(count);
        } catch (Throwable violation) { // of 3.16: nothing would come any more
            end(from, violation);
        }
    }

    private void end(Flow.Subscription from, Throwable failure) {
        ended = true;
        cancel(from);
        onFailure.accept(failure);
    }

    private void cancel(Flow.Subscription from) {
        try {
            from.cancel();
        } catch (Throwable violation) { // of 3.15
            onFailure.accept(violation);
        }
    }

    @Override
    public void onError(Throwable failure) {
        Objects.requireNonNull(failure, "failure");
        ended = true;
        onFailure.accept(failure);
    }

    @Override
    public void onComplete() {
        ended = true;
    }
}
