package dev.eventbus.benchmarks.refused;

import dev.eventbus.PublishResult;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** Publishes an event that nobody has room for. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RefusedPublish {

    /** For the benchmarks. */
    public RefusedPublish() {}

    /**
     * Ours through a publisher that is kept.
     *
     * @param contender what is measured
     * @return what it returns
     */
    @Benchmark
    public PublishResult eventbusPublisher(StuckSubscription contender) {
        return contender.throughPublisher();
    }

    /**
     * Ours through the bus.
     *
     * @param contender what is measured
     * @return what it returns
     */
    @Benchmark
    public PublishResult eventbusPublish(StuckSubscription contender) {
        return contender.throughBus();
    }

    /**
     * JCTools' queue.
     *
     * @param contender what is measured
     * @return what it returns
     */
    @Benchmark
    public boolean rawMpscOffer(FullMpscQueue contender) {
        return contender.offer();
    }

    /**
     * The JDK's queue.
     *
     * @param contender what is measured
     * @return what it returns
     */
    @Benchmark
    public boolean arrayBlockingQueueOffer(FullBlockingQueue contender) {
        return contender.offer();
    }

    /**
     * The JDK's publisher.
     *
     * @param contender what is measured
     * @return what it returns
     */
    @Benchmark
    public int submissionPublisherOffer(StuckFlowSubscriber contender) {
        return contender.offer();
    }
}
