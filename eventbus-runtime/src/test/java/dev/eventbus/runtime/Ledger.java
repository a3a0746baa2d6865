package dev.eventbus.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.PublishResult;
import dev.eventbus.SubscriptionStats;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Adds up what publishers were told, to be held against what subscriptions say. */
public final class Ledger {

    private final LongAdder accepted = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    /** Notes a result. */
    public PublishResult note(PublishResult result) {
        accepted.add(result.accepted());
        dropped.add(result.dropped());
        return result;
    }

    /** What was accepted. */
    public long accepted() {
        return accepted.sum();
    }

    /** What was dropped. */
    public long dropped() {
        return dropped.sum();
    }

    /** Each subscription's sum holds, and together they matched what publishers were told. */
    public void assertBalanced(Collection<SubscriptionStats> all) {
        all.forEach(Ledger::assertSum);
        assertThat(all.stream().mapToLong(SubscriptionStats::matched).sum())
                .as("matched by all subscriptions = accepted + dropped told to publishers: %s", all)
                .isEqualTo(accepted() + dropped());
        assertThat(all.stream().mapToLong(SubscriptionStats::accepted).sum())
                .as("accepted by all subscriptions: %s", all)
                .isEqualTo(accepted());
    }

    /** So many events were delivered, failed and retried, none is in progress, and the sum holds. */
    public static void assertCounts(SubscriptionStats stats, long delivered, long failed, long retried) {
        assertThat(List.of(stats.delivered(), stats.failed(), stats.retried(), stats.inProgress()))
                .as("delivered, failed, retried, in progress of %s", stats)
                .containsExactly(delivered, failed, retried, 0L);
        assertSum(stats);
    }

    /** No counter is negative, and what was accepted is somewhere. */
    public static void assertSum(SubscriptionStats stats) {
        assertThat(stats.matched())
                .as("matched of %s", stats)
                .isEqualTo(stats.delivered()
                        + stats.failed()
                        + stats.dropped()
                        + stats.conflated()
                        + stats.discarded()
                        + stats.queued()
                        + stats.inProgress());
        assertThat(List.of(
                        stats.delivered(),
                        stats.failed(),
                        stats.dropped(),
                        stats.discarded(),
                        stats.queued(),
                        stats.inProgress()))
                .as("counters of %s", stats)
                .allMatch(counter -> counter >= 0);
    }
}
