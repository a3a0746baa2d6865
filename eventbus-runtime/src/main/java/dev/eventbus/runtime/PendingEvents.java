package dev.eventbus.runtime;

import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.spi.LogText;
import java.util.ArrayList;
import java.util.List;

/**
 * How many events a bus has accepted and not handled, by subscription.
 *
 * @param bySubscription of those that have any, in the order of subscribing
 * @param total how many there are
 */
record PendingEvents(List<PendingCount> bySubscription, long total) {

    private static final int MOST_SHOWN = 5;

    /**
     * The events of one subscription.
     *
     * @param name its name
     * @param count how many there are
     */
    record PendingCount(String name, long count) {}

    static PendingEvents of(List<? extends Subscription> subscriptions) {
        List<PendingCount> pending = new ArrayList<>();
        long total = 0;
        for (Subscription subscription : subscriptions) {
            SubscriptionStats stats = subscription.stats();
            long count = stats.queued() + stats.inProgress();
            if (count > 0) {
                pending.add(new PendingCount(subscription.name(), count));
                total += count;
            }
        }
        return new PendingEvents(pending, total);
    }

    /** The subscriptions that have most of them, and how many others there are. */
    @Override
    public String toString() {
        List<PendingCount> mostFirst = new ArrayList<>(bySubscription);
        mostFirst.sort((one, other) -> Long.compare(other.count(), one.count()));
        StringBuilder text = new StringBuilder();
        for (PendingCount pending : mostFirst.subList(0, Math.min(MOST_SHOWN, mostFirst.size()))) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(LogText.sanitize(pending.name()))
                    .append(": ")
                    .append(pending.count());
        }
        if (mostFirst.size() > MOST_SHOWN) {
            text.append(", and ").append(mostFirst.size() - MOST_SHOWN).append(" more");
        }
        return text.toString();
    }
}
