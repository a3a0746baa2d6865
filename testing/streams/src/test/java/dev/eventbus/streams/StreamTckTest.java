package dev.eventbus.streams;

import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** The rules of Reactive Streams for publishers: a stream that hands its demand to who publishes. */
public class StreamTckTest extends FlowPublisherVerification<Integer> {

    private static final long TIMEOUT_MILLIS = 500;
    private static final long NO_SIGNALS_MILLIS = 20;
    private static final long GC_MILLIS = 300;

    public StreamTckTest() {
        super(new TestEnvironment(TIMEOUT_MILLIS, NO_SIGNALS_MILLIS), GC_MILLIS);
    }

    @Override
    public Flow.Publisher<Integer> createFlowPublisher(long elements) {
        return new Ticker(elements, Overflow.BLOCK, 4);
    }

    @Override
    public Flow.Publisher<Integer> createFailedFlowPublisher() {
        EventBus bus = EventBus.builder().build();
        Flow.Publisher<Integer> stream = bus.subscription(Integer.class).flowPublisher();
        bus.close();
        return stream;
    }
}
