package dev.eventbus.runtime.channel;

/**
 * What became of the events that a consumer side was given so far.
 *
 * @param delivered events that were handled, or taken by a reader
 * @param failed events whose last attempt failed
 * @param conflated events that were replaced by newer ones of their key while they waited for a retry
 * @param retried attempts beyond the first
 */
record DeliveryTotals(long delivered, long failed, long conflated, long retried) {

    static final DeliveryTotals NONE = new DeliveryTotals(0, 0, 0, 0);

    DeliveryTotals plus(DeliveryTotals other) {
        return new DeliveryTotals(
                delivered + other.delivered,
                failed + other.failed,
                conflated + other.conflated,
                retried + other.retried);
    }

    /**
     * Events whose outcome is open.
     *
     * @param consumed events that the queue has handed out, read after these totals
     */
    long inProgress(long consumed) {
        return Math.max(0, consumed - delivered - failed - conflated);
    }
}
