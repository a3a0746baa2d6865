package dev.eventbus.streams;

import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A subscriber that keeps what it is given, and notes whatever it should not have been given. */
class Reader<E> implements Flow.Subscriber<E> {

    static final long PATIENCE_SECONDS = 30;

    private final AtomicLong requested = new AtomicLong();
    private final AtomicInteger inside = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<String> faults = new ArrayList<>();
    private final List<E> received = new ArrayList<>();
    private Consumer<E> onNext = event -> {};
    private volatile Flow.Subscription subscription;
    private volatile Throwable failure;
    private volatile boolean completed;

    /** What is done with each event, besides. */
    Reader<E> onEach(Consumer<E> action) {
        onNext = action;
        return this;
    }

    Reader<E> reads(Flow.Publisher<E> stream) {
        stream.subscribe(this);
        return this;
    }

    void request(long n) {
        // First, so that nothing that comes for this request is taken for too much.
        requested.accumulateAndGet(n, (before, more) -> before + more < 0 ? Long.MAX_VALUE : before + more);
        subscription.request(n);
    }

    void cancel() {
        subscription.cancel();
    }

    Flow.Subscription subscription() {
        return subscription;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        check(subscription == null, "onSubscribe twice");
        subscription = given;
    }

    @Override
    public void onNext(E event) {
        check(inside.getAndIncrement() == 0, "a signal within another");
        check(ended.getCount() > 0, "onNext after the end");
        synchronized (received) {
            received.add(event);
            check(received.size() <= requested.get(), "more than was asked for");
        }
        try {
            onNext.accept(event);
        } finally {
            inside.getAndDecrement();
        }
    }

    @Override
    public void onError(Throwable thrown) {
        check(inside.get() == 0, "onError within another");
        check(ended.getCount() > 0, "a second end");
        failure = thrown;
        ended.countDown();
    }

    @Override
    public void onComplete() {
        check(inside.get() == 0, "onComplete within another");
        check(ended.getCount() > 0, "a second end");
        completed = true;
        ended.countDown();
    }

    private void check(boolean right, String fault) {
        if (!right) {
            synchronized (faults) {
                faults.add(fault);
            }
        }
    }

    List<E> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    int count() {
        synchronized (received) {
            return received.size();
        }
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    boolean hasCompleted() {
        return completed;
    }

    /** Waits for an end by onComplete. */
    void awaitComplete() throws InterruptedException {
        awaitEnd();
        assertThat(failure).isNull();
        assertThat(completed).isTrue();
    }

    /** Waits for an end by onError. */
    Throwable awaitFailure() throws InterruptedException {
        awaitEnd();
        assertThat(completed).isFalse();
        return failure;
    }

    private void awaitEnd() throws InterruptedException {
        assertThat(ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("the stream ends")
                .isTrue();
    }

    void awaitCount(int events) {
        until(() -> count() >= events);
    }

    /** Nothing was against the rules. */
    void assertNoFaults() {
        synchronized (faults) {
            assertThat(faults).isEmpty();
        }
    }

    /** The numbers from 0 on, as they are published. */
    static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
