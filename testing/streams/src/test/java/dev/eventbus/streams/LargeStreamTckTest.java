package dev.eventbus.streams;

import dev.eventbus.Overflow;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/**
 * The rules of Reactive Streams for publishers: a stream whose channel holds everything, and whose bus closes before
 * it is read.
 */
public class LargeStreamTckTest extends FlowPublisherVerification<Integer> {

    private static final long TIMEOUT_MILLIS = 500;
    private static final long NO_SIGNALS_MILLIS = 20;
    private static final long GC_MILLIS = 300;

    public LargeStreamTckTest() {
        super(new TestEnvironment(TIMEOUT_MILLIS, NO_SIGNALS_MILLIS), GC_MILLIS);
    }

    @Override
    public long maxElementsFromPublisher() {
        return 1 << 16;
    }

    @Override
    public Flow.Publisher<Integer> createFlowPublisher(long elements) {
        return new Ticker(elements, Overflow.DROP_NEWEST, 1 << 16);
    }

    @Override
    public Flow.Publisher<Integer> createFailedFlowPublisher() {
        return null; // in StreamTckTest
    }
}
