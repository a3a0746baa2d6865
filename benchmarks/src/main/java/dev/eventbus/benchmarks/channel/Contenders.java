package dev.eventbus.benchmarks.channel;

import java.util.List;

/** The contenders by name. */
final class Contenders {

    /** This project's. */
    static final String OURS = "eventbus";

    /** All of them, in the order in which they take turns. */
    static final List<String> NAMES = List.of(OURS, "raw-mpsc", "submission-publisher", "array-blocking-queue");

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
            case "submission-publisher" -> new SubmissionPublisherContender(subscribers, capacity);
            case "array-blocking-queue" -> new ArrayBlockingQueueContender(subscribers, capacity);
            default -> throw new IllegalArgumentException("no such contender: " + name);
        };
    }
}
