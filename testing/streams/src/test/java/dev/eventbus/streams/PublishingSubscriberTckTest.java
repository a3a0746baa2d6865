package dev.eventbus.streams;

import dev.eventbus.EventBus;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;

/**
 * The rules of Reactive Streams for subscribers, as they can be seen from outside: a publisher that publishes a
 * stream.
 */
public class PublishingSubscriberTckTest extends FlowSubscriberBlackboxVerification<Integer> {

    private static final long TIMEOUT_MILLIS = 500;

    public PublishingSubscriberTckTest() {
        super(new TestEnvironment(TIMEOUT_MILLIS));
    }

    @Override
    public Flow.Subscriber<Integer> createFlowSubscriber() {
        return EventBus.builder().build().publisher(Integer.class).flowSubscriber();
    }

    @Override
    public Integer createElement(int element) {
        return element;
    }
}
