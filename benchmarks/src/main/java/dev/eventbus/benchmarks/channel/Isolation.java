package dev.eventbus.benchmarks.channel;

import dev.eventbus.benchmarks.harness.Comparison;
import dev.eventbus.benchmarks.harness.InterleavedRuns;
import dev.eventbus.benchmarks.harness.Run;
import dev.eventbus.benchmarks.harness.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares what healthy subscribers get beside stuck ones with what they get alone, for this project and for peers.
 * Each run is a fresh JVM, with and without are neighbours; see {@link IsolationRun} for what one does.
 *
 * <p>System properties: {@code stuck}, the numbers of stuck subscribers ({@value #STUCK}); {@code contenders}
 * ({@value #CONTENDERS}); {@code millis}, for how long each is measured after its warm-up (2,000); and those of
 * {@link InterleavedRuns}.
 */
public final class Isolation {

    private static final String STUCK = "1,500";
    private static final String CONTENDERS =
            "eventbus,submission-publisher," + Contenders.THREADS + ",array-blocking-queue,disruptor-blocking";
    private static final String HEALTHY = "3";
    private static final String CAPACITY = "1024";

    private Isolation() {}

    /**
     * Measures and prints.
     *
     * @param arguments none
     * @throws IOException if a process cannot be started, or the file of results not be written
     * @throws InterruptedException never, unless something else interrupts
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String millis = Integer.getInteger("millis", 2_000).toString();
        try (InterleavedRuns runs = InterleavedRuns.fromProperties()) {
            for (String stuck : System.getProperty("stuck", STUCK).split(",", -1)) {
                List<Run> all = new ArrayList<>();
                List<Comparison> comparisons = new ArrayList<>();
                for (String contender :
                        System.getProperty("contenders", CONTENDERS).split(",", -1)) {
                    String with = contender + " with stuck";
                    String without = contender + " alone";
                    all.add(run(with, contender, stuck, millis));
                    all.add(run(without, contender, "0", millis));
                    comparisons.add(new Comparison(with, without));
                }
                runs.measure(new Work(stuck + " stuck + " + HEALTHY + " healthy", all, comparisons));
            }
        }
    }

    private static Run run(String name, String contender, String stuck, String millis) {
        return new Run(name, IsolationRun.class, List.of(contender, stuck, HEALTHY, CAPACITY, millis));
    }
}
