package dev.eventbus.benchmarks.topics;

import dev.eventbus.benchmarks.harness.InterleavedRuns;
import dev.eventbus.benchmarks.harness.Run;
import dev.eventbus.benchmarks.harness.Work;
import java.io.IOException;
import java.util.List;

/**
 * Publishing and subscribing on a bus with 10 patterns and on one with 100,000 ({@link PatternsRun}), and the heap of
 * a bus on which a million different topics are published ({@link TopicStream}).
 *
 * <p>System properties: {@code rounds} (9), {@code results}.
 */
public final class TopicPatterns {

    private TopicPatterns() {}

    /**
     * Measures and prints.
     *
     * @param arguments none
     * @throws IOException if a process cannot be started, or the file not be written
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (InterleavedRuns runs = InterleavedRuns.fromProperties()) {
            runs.measure(Work.comparing(
                    "TopicPatterns",
                    List.of(
                            new Run("patterns-100000", PatternsRun.class, List.of("100000")),
                            new Run("patterns-10", PatternsRun.class, List.of("10"))),
                    "patterns-100000"));
            runs.measure(Work.comparing(
                    "TopicStream",
                    List.of(
                            new Run("topics-1000000", TopicStream.class, List.of("1000000")),
                            new Run("topics-20000", TopicStream.class, List.of("20000"))),
                    "topics-1000000"));
        }
    }
}
