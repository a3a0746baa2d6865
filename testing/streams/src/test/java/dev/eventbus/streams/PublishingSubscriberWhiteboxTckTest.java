package dev.eventbus.streams;

import dev.eventbus.EventBus;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberWhiteboxVerification;

/**
 * The rules of Reactive Streams for subscribers, with a probe around the subscriber that asks for events on the
 * test's behalf.
 */
public class PublishingSubscriberWhiteboxTckTest extends FlowSubscriberWhiteboxVerification<Integer> {

    private static final long TIMEOUT_MILLIS = 500;

    public PublishingSubscriberWhiteboxTckTest() {
        super(new TestEnvironment(TIMEOUT_MILLIS));
    }

    @Override
    protected Flow.Subscriber<Integer> createFlowSubscriber(WhiteboxSubscriberProbe<Integer> probe) {
        Flow.Subscriber<Integer> own =
                EventBus.builder().build().publisher(Integer.class).flowSubscriber();
        return new Probed(own, probe);
    }

    @Override
    public Integer createElement(int element) {
        return element;
    }

    private record Probed(Flow.Subscriber<Integer> own, WhiteboxSubscriberProbe<Integer> probe)
            implements Flow.Subscriber<Integer> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            own.onSubscribe(subscription);
            probe.registerOnSubscribe(new SubscriberPuppet() {

                @Override
                public void triggerRequest(long elements) {
                    subscription.request(elements);
                }

                @Override
                public void signalCancel() {
                    subscription.cancel();
                }
            });
        }

        @Override
        public void onNext(Integer element) {
            own.onNext(element);
            probe.registerOnNext(element);
        }

        @Override
        public void onError(Throwable failure) {
            own.onError(failure);
            probe.registerOnError(failure);
        }

        @Override
        public void onComplete() {
            own.onComplete();
            probe.registerOnComplete();
        }
    }
}
