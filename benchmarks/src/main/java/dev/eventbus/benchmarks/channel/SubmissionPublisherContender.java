package dev.eventbus.benchmarks.channel;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;

/**
 * The JDK's publisher on an executor; {@code submit} waits for room. Subscribers that may lose events have a second
 * publisher on the same executor, to which events are {@code offer}ed, because a publisher has one policy for all of
 * its subscribers.
 */
final class SubmissionPublisherContender implements Contender {

    private final SubmissionPublisher<Tick> lossless;
    private final SubmissionPublisher<Tick> lossy;
    private final boolean anyLossy;

    SubmissionPublisherContender(List<? extends Subscriber> subscribers, int capacity, Executor executor) {
        lossless = new SubmissionPublisher<>(executor, capacity);
        lossy = new SubmissionPublisher<>(executor, capacity);
        for (Subscriber subscriber : subscribers) {
            (subscriber.lossless() ? lossless : lossy).subscribe(new Consumer(subscriber));
        }
        anyLossy = lossy.getNumberOfSubscribers() > 0;
    }

    @Override
    public void publish(Tick tick) {
        lossless.submit(tick);
        if (anyLossy) {
            // Nobody counts what is dropped.
            int unused = lossy.offer(tick, null);
        }
    }

    @Override
    public void close() {
        lossless.close();
        lossy.close();
    }

    private record Consumer(Subscriber subscriber) implements Flow.Subscriber<Tick> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Tick tick) {
            subscriber.handle(tick);
        }

        @Override
        public void onError(Throwable failure) {
            failure.printStackTrace();
        }

        @Override
        public void onComplete() {}
    }
}
