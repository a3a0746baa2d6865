package dev.eventbus.benchmarks.direct;

import dev.eventbus.PublishResult;
import java.util.concurrent.TimeUnit;
import net.engio.mbassy.bus.IMessagePublication;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** Publishes one event, made beforehand, to 1 and to 8 handlers that run in the publisher's thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DirectDispatch {

    /** For the benchmarks. */
    public DirectDispatch() {}

    /**
     * Plain calls, the base.
     *
     * @param contender what is measured
     */
    @Benchmark
    public void plainCalls(PlainCalls contender) {
        contender.call(contender.ping);
    }

    /**
     * Ours through a publisher that is kept.
     *
     * @param contender what is measured
     * @return what it returns
     */
    @Benchmark
    public PublishResult eventbusPublisher(EventBusAnnotated contender) {
        return contender.publisher.publish(contender.ping);
    }

    /**
     * Ours through the bus.
     *
     * @param contender what is measured
     * @return what it returns
     */
    @Benchmark
    public PublishResult eventbusPublish(EventBusAnnotated contender) {
        return contender.bus.publish(contender.ping);
    }

    /**
     * Ours where the order of registering is the worst.
     *
     * @param contender what is measured
     * @return what it returns
     */
    @Benchmark
    public PublishResult eventbusReversed(EventBusReversed contender) {
        return contender.publisher.publish(contender.ping);
    }

    /**
     * Ours with lambdas instead of annotated methods.
     *
     * @param contender what is measured
     * @return what it returns
     */
    @Benchmark
    public PublishResult eventbusLambda(EventBusLambdas contender) {
        return contender.publisher.publish(contender.ping);
    }

    /**
     * NeoForged's bus.
     *
     * @param contender what is measured
     * @return what it returns
     */
    @Benchmark
    public NeoForgedPing neoforged(NeoForged contender) {
        return contender.bus.post(contender.ping);
    }

    /**
     * greenrobot's bus with its index.
     *
     * @param contender what is measured
     */
    @Benchmark
    public void greenrobot(Greenrobot contender) {
        contender.bus.post(contender.ping);
    }

    /**
     * Guava's bus.
     *
     * @param contender what is measured
     */
    @Benchmark
    public void guava(Guava contender) {
        contender.bus.post(contender.ping);
    }

    /**
     * MBassador's synchronous publication.
     *
     * @param contender what is measured
     * @return what it returns
     */
    @Benchmark
    public IMessagePublication mbassador(MBassadorBus contender) {
        return contender.bus.publish(contender.ping);
    }

    /**
     * A Spring context.
     *
     * @param contender what is measured
     */
    @Benchmark
    public void spring(Spring contender) {
        contender.context.publishEvent(contender.ping);
    }
}
