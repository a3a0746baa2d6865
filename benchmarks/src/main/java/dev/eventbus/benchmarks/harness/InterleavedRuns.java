package dev.eventbus.benchmarks.harness;

import dev.eventbus.benchmarks.ClassPath;
import dev.eventbus.benchmarks.FreshJvm;
import dev.eventbus.benchmarks.ResultFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The contenders of a work taking turns, each in a fresh JVM, for a number of rounds. Every second round goes
 * backwards, so that neighbours stay neighbours and none always comes first. Single figures go to {@code System.err}
 * as they come. At the end of a work they are told as all, median and range; ratios are made within a round, and told
 * as median and range of the rounds: the machine may change its speed between rounds.
 *
 * <p>Failure: a run that fails has no figure; the others go on, and {@link #close} throws at the end.
 */
public final class InterleavedRuns implements AutoCloseable {

    /**
     * The same for all: a heap of fixed size, and the parallel collector, whose barriers are the cheapest and the
     * same on every machine, where the default one depends on the number of processors.
     */
    private static final List<String> OPTIONS = List.of("-Xms384m", "-Xmx384m", "-XX:+UseParallelGC");

    private final FreshJvm jvm = new FreshJvm(ClassPath.current(), OPTIONS, Duration.ofMinutes(2));
    private final int rounds;
    private final ResultFile file = new ResultFile();
    private final List<String> failures = new ArrayList<>();

    private InterleavedRuns(int rounds) {
        this.rounds = rounds;
    }

    /**
     * Reads the system properties {@code rounds}, how many (9), and {@code results}, the file to append figures to
     * (none).
     *
     * @return runs that are still to be made
     */
    public static InterleavedRuns fromProperties() {
        return new InterleavedRuns(Integer.getInteger("rounds", 9));
    }

    /**
     * Measures a work and prints what came out.
     *
     * @param work what to do
     * @throws IOException if a process cannot be started, or the file not be written
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public void measure(Work work) throws IOException, InterruptedException {
        Map<String, Series> measures = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            List<Run> runs = new ArrayList<>(work.runs());
            if (round % 2 == 0) {
                Collections.reverse(runs);
            }
            for (Run run : runs) {
                for (Result result : results(work, run, round)) {
                    measures.computeIfAbsent(result.measure() + ", " + result.unit(), name -> new Series())
                            .add(run.contender(), round, result.value());
                }
            }
        }
        measures.forEach((measure, series) -> print(work, measure, series));
    }

    private List<Result> results(Work work, Run run, int round) throws IOException, InterruptedException {
        String what = work.name() + ", round " + round + ", " + run.contender() + ": ";
        FreshJvm.Outcome outcome = jvm.run(run.main(), run.arguments().toArray(new String[0]));
        if (outcome.failure() != null) {
            System.err.println(what + outcome.failure());
            failures.add(what + outcome.failure());
            return List.of();
        }
        List<Result> results =
                outcome.values().entrySet().stream().map(Result::of).toList();
        for (Result result : results) {
            System.err.println(what + result);
            file.add(work.name() + " " + result.measure(), run.contender(), round, result.value(), result.unit());
        }
        file.write();
        return results;
    }

    private void print(Work work, String measure, Series series) {
        System.out.printf(
                "%n%s: %s; %d rounds, JDK %s%n", work.name(), measure, rounds, System.getProperty("java.version"));
        int width = work.runs().stream()
                .mapToInt(run -> run.contender().length())
                .max()
                .orElse(1);
        for (Run run : work.runs()) {
            String name = run.contender();
            System.out.printf("  %-" + width + "s  %s  all %s%n", name, series.of(name), series.all(name));
        }
        for (Comparison comparison : work.comparisons()) {
            System.out.printf(
                    "  ratio of %-" + width + "s to %-" + width + "s  %s%n",
                    comparison.contender(),
                    comparison.base(),
                    series.ratios(comparison));
        }
    }

    /**
     * Ends the runs.
     *
     * @throws IllegalStateException if one has failed
     */
    @Override
    public void close() {
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.size() + " runs failed:\n" + String.join("\n", failures));
        }
    }
}
