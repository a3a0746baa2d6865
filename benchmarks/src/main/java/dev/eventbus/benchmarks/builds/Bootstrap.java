package dev.eventbus.benchmarks.builds;

import java.util.Arrays;
import java.util.Random;

/** The percentile bootstrap of a median, after Efron: how far it could lie elsewhere, had other values been drawn. */
final class Bootstrap {

    private static final int RESAMPLES = 10_000;
    // The same interval for the same values, each time.
    private static final long SEED = 1;

    /** A confidence interval. */
    record Interval(double low, double high) {}

    private Bootstrap() {}

    /** The 95 % interval of the median; not a number if there are no values. */
    static Interval ofMedian(double[] values) {
        if (values.length == 0) {
            return new Interval(Double.NaN, Double.NaN);
        }
        Random random = new Random(SEED);
        double[] medians = new double[RESAMPLES];
        double[] resample = new double[values.length];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int k = 0; k < resample.length; k++) {
                resample[k] = values[random.nextInt(values.length)];
            }
            medians[i] = median(resample);
        }
        Arrays.sort(medians);
        return new Interval(medians[(int) (RESAMPLES * 0.025)], medians[(int) (RESAMPLES * 0.975)]);
    }

    /** The middle value; of an even number the mean of both in the middle; of none not a number. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int size = sorted.length;
        return size == 0 ? Double.NaN : (sorted[(size - 1) / 2] + sorted[size / 2]) / 2;
    }
}
