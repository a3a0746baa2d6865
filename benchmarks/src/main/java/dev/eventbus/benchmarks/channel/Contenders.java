package dev.eventbus.benchmarks.channel;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/** The contenders by name. */
final class Contenders {

    /** This project's. */
    static final String OURS = "eventbus";

    /** A second way to run the JDK's publisher, of interest where subscribers block. */
    static final String THREADS = "submission-publisher-threads";

    /** All but {@link #THREADS}, in the order in which they take turns. */
    static final List<String> NAMES = List.of(
            OURS,
            "raw-mpsc",
            "submission-publisher",
            "array-blocking-queue",
            "disruptor-yielding",
            "disruptor-blocking",
            "reactor",
            "guava-async",
            "greenrobot-background",
            "mbassador",
            "vertx",
            "spring");

    private Contenders() {}

    /**
     * Starts a contender.
     *
     * @param name which
     * @param subscribers who gets events
     * @param capacity how many may wait for each
     */
    static Contender start(String name, List<? extends Subscriber> subscribers, int capacity) {
        return switch (name) {
            case OURS -> new EventBusContender(subscribers, capacity);
            case "raw-mpsc" -> new RawMpscContender(subscribers, capacity);
            case "submission-publisher" ->
                new SubmissionPublisherContender(subscribers, capacity, ForkJoinPool.commonPool());
            // What its own default is before JDK 25 where the common pool has one thread only, as with two processors.
            case THREADS ->
                new SubmissionPublisherContender(subscribers, capacity, task -> new DaemonThread(task).start());
            case "array-blocking-queue" -> new ArrayBlockingQueueContender(subscribers, capacity);
            case "disruptor-yielding" -> new DisruptorContender(subscribers, capacity, new YieldingWaitStrategy());
            case "disruptor-blocking" -> new DisruptorContender(subscribers, capacity, new BlockingWaitStrategy());
            case "reactor" -> new ReactorContender(subscribers, capacity);
            case "guava-async" -> new GuavaContender(subscribers, capacity);
            case "greenrobot-background" -> new GreenrobotContender(subscribers, capacity);
            case "mbassador" -> new MbassadorContender(subscribers, capacity);
            case "vertx" -> new VertxContender(subscribers, capacity);
            case "spring" -> new SpringContender(subscribers, capacity);
            default -> throw new IllegalArgumentException("no such contender: " + name);
        };
    }
}
