package dev.eventbus.benchmarks.faults;

import dev.eventbus.benchmarks.harness.InterleavedRuns;
import dev.eventbus.benchmarks.harness.Run;
import dev.eventbus.benchmarks.harness.Work;
import java.io.IOException;
import java.util.List;

/**
 * Seven healthy subscribers beside one that throws for every event, against the seven alone ({@link FaultRun}).
 *
 * <p>System properties: {@code millis} (2,000), {@code rounds} (9), {@code results}.
 */
public final class FaultCost {

    private FaultCost() {}

    /**
     * Measures and prints.
     *
     * @param arguments none
     * @throws IOException if a process cannot be started, or the file not be written
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String millis = Integer.toString(Integer.getInteger("millis", 2_000));
        try (InterleavedRuns runs = InterleavedRuns.fromProperties()) {
            runs.measure(Work.comparing(
                    "FaultCost",
                    List.of(
                            new Run("one-failing", FaultRun.class, List.of("1", millis)),
                            new Run("none-failing", FaultRun.class, List.of("0", millis))),
                    "one-failing"));
        }
    }
}
