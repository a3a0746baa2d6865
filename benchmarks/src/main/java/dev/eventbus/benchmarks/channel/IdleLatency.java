package dev.eventbus.benchmarks.channel;

import dev.eventbus.benchmarks.harness.InterleavedRuns;
import dev.eventbus.benchmarks.harness.Run;
import dev.eventbus.benchmarks.harness.Work;
import java.io.IOException;
import java.util.List;

/**
 * Compares how long contenders take to bring an event to a subscriber that has nothing else to do: after a
 * millisecond of silence, and after a microsecond. Each run is a fresh JVM; see {@link LatencyRun} for what one does.
 * The ratio is this project's time by the peer's: less than 1 is faster.
 *
 * <p>System properties: {@code modes} ({@value #MODES}); {@code contenders} ({@value #CONTENDERS}); {@code millis},
 * for how long each is measured after its warm-up (2,000); and those of {@link InterleavedRuns}.
 */
public final class IdleLatency {

    private static final String MODES = LatencyRun.IDLE + "," + LatencyRun.LINGER;
    private static final String CONTENDERS =
            "eventbus,array-blocking-queue,submission-publisher,disruptor-blocking,guava-async";

    private IdleLatency() {}

    /**
     * Measures and prints.
     *
     * @param arguments none
     * @throws IOException if a process cannot be started, or the file of results not be written
     * @throws InterruptedException never, unless something else interrupts
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String millis = Integer.getInteger("millis", 2_000).toString();
        List<String> contenders =
                List.of(System.getProperty("contenders", CONTENDERS).split(",", -1));
        try (InterleavedRuns runs = InterleavedRuns.fromProperties()) {
            for (String mode : System.getProperty("modes", MODES).split(",", -1)) {
                List<Run> all = contenders.stream()
                        .map(contender -> new Run(contender, LatencyRun.class, List.of(contender, mode, millis)))
                        .toList();
                runs.measure(Work.comparing("latency " + mode, all, Contenders.OURS));
            }
        }
    }
}
