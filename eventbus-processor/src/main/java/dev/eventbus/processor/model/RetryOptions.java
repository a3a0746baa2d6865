package dev.eventbus.processor.model;

import java.util.List;

/**
 * The values of a {@code @Retry}.
 *
 * @param maxAttempts the most calls for one event
 * @param delayMillis the first delay
 * @param multiplier the factor by which further delays grow
 * @param maxDelayMillis the longest delay
 * @param jitter the share by which delays vary
 * @param retryOn the types of failures that are retried; empty for the default
 * @param abortOn the types of failures that are never retried
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
     * Whether the number of attempts has no limit.
     *
     * @return true for {@link Integer#MAX_VALUE} attempts
     */
    public boolean isUnlimited() {
        return maxAttempts == Integer.MAX_VALUE;
    }

    /**
     * Whether all failures are retried regardless of their type.
     *
     * @return true if neither {@code retryOn} nor {@code abortOn} names a type
     */
    public boolean coversAllFailures() {
        return retryOn.isEmpty() && abortOn.isEmpty();
    }
}
