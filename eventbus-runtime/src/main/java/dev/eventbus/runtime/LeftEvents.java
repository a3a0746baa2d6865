package dev.eventbus.runtime;

import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.spi.LogText;
import java.util.ArrayList;
import java.util.List;

/**
 * The events that a bus has accepted and not handled, by subscription.
 *
 * @param bySubscription of those that have any, in the order of subscribing
 * @param total how many there are
 */
record LeftEvents(List<Left> bySubscription, long total) {

    private static final int MOST_SHOWN = 5;

    /**
     * The events of one subscription.
     *
     * @param name its name
     * @param count how many there are
     */
    record Left(String name, long count) {}

    /** What is left by subscriptions. */
    static LeftEvents of(List<? extends Subscription> subscriptions) {
        List<Left> left = new ArrayList<>();
        long total = 0;
        for (Subscription subscription : subscriptions) {
            SubscriptionStats stats = subscription.stats();
            long count = stats.queued() + stats.inProgress();
            if (count > 0) {
                left.add(new Left(subscription.name(), count));
                total += count;
            }
        }
        return new LeftEvents(left, total);
    }

    /** The subscriptions that have most of them, and how many others there are. */
    @Override
    public String toString() {
        List<Left> mostFirst = new ArrayList<>(bySubscription);
        mostFirst.sort((one, other) -> Long.compare(other.count(), one.count()));
        StringBuilder text = new StringBuilder();
        for (Left left : mostFirst.subList(0, Math.min(MOST_SHOWN, mostFirst.size()))) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(LogText.sanitize(left.name()))
                    .append(": ")
                    .append(left.count());
        }
        if (mostFirst.size() > MOST_SHOWN) {
            text.append(", and ").append(mostFirst.size() - MOST_SHOWN).append(" more");
        }
        return text.toString();
    }
}
