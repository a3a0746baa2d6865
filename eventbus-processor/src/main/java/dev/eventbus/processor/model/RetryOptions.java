package dev.eventbus.processor.model;

import java.util.List;

/**
 * The values of a {@code @Retry}.
 *
 * @param maxAttempts the number of calls at most
 * @param delayMillis the first wait
 * @param multiplier the factor of further waits
 * @param maxDelayMillis the longest wait
 * @param jitter the share by which waits vary
 * @param retryOn the types of failures that are tried again; empty for the default
 * @param abortOn the types of failures that are never tried again
 */
public record RetryOptions(
        int maxAttempts,
        long delayMillis,
        double multiplier,
        long maxDelayMillis,
        double jitter,
        List<TypeReference> retryOn,
        List<TypeReference> abortOn) {

    /**
     * Whether failures are tried again without end.
     *
     * @return true for the largest number of attempts there is
     */
    public boolean isUnlimited() {
        return maxAttempts == Integer.MAX_VALUE;
    }

    /**
     * Whether nobody has said which failures are tried again.
     *
     * @return true if the kind of failure makes no difference
     */
    public boolean coversAllFailures() {
        return retryOn.isEmpty() && abortOn.isEmpty();
    }
}
