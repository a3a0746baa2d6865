package dev.eventbus.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets the contenders of a work take turns, each in a fresh JVM, for a number of rounds. Who begins moves on by one from
 * round to round. Figures are told as all, median and range; ratios are made within a round, of runs that were neighbours in
 * time, and told as median and range of the rounds: the machine may change its speed between rounds.
 *
 * <p>Failure: a run that fails has no figure; the others go on, and {@link #close} throws at the end.
 */
public final class InterleavedRuns implements AutoCloseable {

    private final int rounds;
    private final @Nullable ResultFile file;
    private final List<String> failures = new ArrayList<>();

    private InterleavedRuns(int rounds, @Nullable ResultFile file) {
        this.rounds = rounds;
        this.file = file;
    }

    /**
     * Reads the system properties {@code rounds}, how many (9), and {@code results}, the file to append figures to (none).
     *
     * @return runs that are still to be made
     */
    public static InterleavedRuns fromProperties() {
        String results = System.getProperty("results");
        return new InterleavedRuns(
                Integer.getInteger("rounds", 9), results == null ? null : new ResultFile(Path.of(results)));
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
            Collections.rotate(runs, 1 - round);
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
        try {
            List<Result> results = Result.read(new FreshJvm(run.main(), run.arguments()).run());
            if (file != null) {
                for (Result result : results) {
                    file.append(work.name(), run.contender(), round, result);
                }
            }
            return results;
        } catch (RunFailedException failure) {
            String what = work.name() + ", round " + round + ", " + run.contender() + ": " + failure.getMessage();
            System.err.println(what);
            failures.add(what);
            return List.of();
        }
    }

    private void print(Work work, String measure, Series series) {
        System.out.printf(
                "%n%s: %s; %d rounds, JDK %s%n", work.name(), measure, rounds, System.getProperty("java.version"));
        for (Run run : work.runs()) {
            String name = run.contender();
            System.out.printf(Locale.ROOT, "  %-32s %s  all %s%n", name, series.of(name), series.all(name));
        }
        for (Comparison comparison : work.comparisons()) {
            String names = comparison.contender() + " / " + comparison.base();
            System.out.printf(Locale.ROOT, "  ratio %-48s %s%n", names, series.ratios(comparison));
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
