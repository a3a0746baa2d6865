package dev.eventbus.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Values from rounds of measuring: printed as medians with all values, and written to the {@link ResultFile}. */
public final class Measurements {

    private final Map<Series, List<Double>> series = new LinkedHashMap<>();

    /** Empty ones. */
    public Measurements() {}

    private record Series(String work, String contender, String unit) {}

    /**
     * Adds the value of one round.
     *
     * @param work what was to be done
     * @param contender who did it
     * @param value the value
     * @param unit its unit
     */
    public void add(String work, String contender, double value, String unit) {
        series.computeIfAbsent(new Series(work, contender, unit), key -> new ArrayList<>())
                .add(value);
    }

    /**
     * Prints everything and appends it to the file, if one is asked for.
     *
     * @throws IOException if the file cannot be written
     */
    public void print() throws IOException {
        ResultFile file = new ResultFile();
        series.forEach((what, values) -> {
            System.out.printf(
                    Locale.ROOT,
                    "%-64s %-22s median %12s %s  all %s%n",
                    what.work(),
                    what.contender(),
                    text(median(values)),
                    what.unit(),
                    values.stream().map(Measurements::text).collect(Collectors.joining(" ")));
            for (int round = 1; round <= values.size(); round++) {
                file.add(what.work(), what.contender(), round, values.get(round - 1), what.unit());
            }
        });
        file.write();
    }

    /**
     * The median.
     *
     * @param values at least one value
     * @return the upper of the two in the middle, if there are two
     */
    public static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%,.1f", value);
    }
}
