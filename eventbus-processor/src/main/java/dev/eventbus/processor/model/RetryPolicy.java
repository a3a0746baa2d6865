package dev.eventbus.processor.model;

/**
 * The values of a {@code @Retry}.
 *
 * @param maxAttempts the number of calls at most
 * @param delayMillis the first wait
 * @param multiplier the factor of further waits
 * @param maxDelayMillis the longest wait
 * @param jitter the share by which waits vary
 */
public record RetryPolicy(int maxAttempts, long delayMillis, double multiplier, long maxDelayMillis, double jitter) {

    /**
     * Whether failures are tried again without end.
     *
     * @return true for the largest number of attempts there is
     */
    public boolean endless() {
        return maxAttempts == Integer.MAX_VALUE;
    }
}
