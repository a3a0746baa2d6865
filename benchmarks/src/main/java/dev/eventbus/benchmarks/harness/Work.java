package dev.eventbus.benchmarks.harness;

import java.util.List;

/**
 * Something that several contenders do in turn.
 *
 * @param name the name in tables and files
 * @param runs who takes part
 * @param comparisons which ratios to tell
 */
public record Work(String name, List<Run> runs, List<Comparison> comparisons) {

    /**
     * A work in which one contender is compared with each of the others.
     *
     * @param name the name in tables and files
     * @param runs who takes part
     * @param compared whose ratios to tell; none if it does not take part
     * @return the work
     */
    public static Work comparing(String name, List<Run> runs, String compared) {
        boolean present = runs.stream().anyMatch(run -> run.contender().equals(compared));
        List<Comparison> comparisons = runs.stream()
                .filter(run -> present && !run.contender().equals(compared))
                .map(run -> new Comparison(compared, run.contender()))
                .toList();
        return new Work(name, runs, comparisons);
    }
}
