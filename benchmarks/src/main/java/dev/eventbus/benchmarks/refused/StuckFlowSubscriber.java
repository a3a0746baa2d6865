package dev.eventbus.benchmarks.refused;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The publisher of the JDK with one subscriber that never returns, and whose buffer is full. */
@State(Scope.Benchmark)
public class StuckFlowSubscriber {

    private final Tick tick = new Tick(42);
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SubmissionPublisher<Tick> publisher = new SubmissionPublisher<>(threads, StuckSubscription.CAPACITY);
    private long offered;

    /** For the benchmarks. */
    public StuckFlowSubscriber() {}

    /**
     * Lets the subscriber get stuck and fills its buffer.
     *
     * @throws InterruptedException never, unless something else interrupts
     */
    @Setup(Level.Trial)
    public void fill() throws InterruptedException {
        publisher.subscribe(new Stuck());
        offer();
        stuck.await();
        while (offer() >= 0) {}
    }

    int offer() {
        offered++;
        return publisher.offer(tick, (subscriber, refused) -> false);
    }

    /**
     * Checks that the buffer was full all the time, and lets the subscriber go.
     *
     * @throws IllegalStateException if an offer may have been accepted
     */
    @TearDown(Level.Trial)
    public void check() {
        if (publisher.estimateMaximumLag() < StuckSubscription.CAPACITY || offered <= StuckSubscription.CAPACITY) {
            throw new IllegalStateException(
                    offered + " offered, but " + publisher.estimateMaximumLag() + " in the buffer");
        }
        released.countDown();
        publisher.close();
        threads.shutdown();
    }

    private final class Stuck implements Flow.Subscriber<Tick> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Tick event) {
            stuck.countDown();
            try {
                released.await();
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void onError(Throwable failure) {
            failure.printStackTrace();
        }

        @Override
        public void onComplete() {}
    }
}
