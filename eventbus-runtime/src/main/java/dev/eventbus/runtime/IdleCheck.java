package dev.eventbus.runtime;

import dev.eventbus.runtime.execution.NotificationThread;
import dev.eventbus.runtime.subscription.BusSubscription;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a bus is at rest: nothing queued, no handler running, but for those that the asking thread is itself in.
 *
 * <p>Subscriptions are looked at one after another while they may wake each other. So the events that ever arrived are
 * added up before and after: if the sums are equal, and no subscription came or went, nothing was accepted in between, and
 * what was quiet then has stayed quiet.
 */
final class IdleCheck implements BooleanSupplier {

    private final SubscriptionRegistry registry;
    private final boolean closing;
    // Null unless the bus closes.
    private final @Nullable ExitingThreads exiting;
    private final @Nullable NotificationThread noticeThread;

    // Where the last look ended. Looked at first, so that the many looks while a bus with many subscriptions works cost
    // little.
    private @Nullable BusSubscription busy;

    /** A check by the current thread, of a bus that goes on. */
    IdleCheck(SubscriptionRegistry registry) {
        this(registry, false, null, null);
    }

    /**
     * A check by the current thread, of a bus that closes: what paused channels hold does not count, since closing
     * discards it, nor what threads do that cannot go on.
     */
    IdleCheck(SubscriptionRegistry registry, ExitingThreads exiting, NotificationThread noticeThread) {
        this(registry, true, exiting, noticeThread);
    }

    private IdleCheck(
            SubscriptionRegistry registry,
            boolean closing,
            @Nullable ExitingThreads exiting,
            @Nullable NotificationThread noticeThread) {
        this.registry = registry;
        this.closing = closing;
        this.exiting = exiting;
        this.noticeThread = noticeThread;
    }

    @Override
    public boolean getAsBoolean() {
        registry.lookAfterStranded();
        if (exiting != null) {
            exiting.look();
        }
        if (busy != null && !isIdle(busy)) {
            return false;
        }
        busy = null;
        long changes = registry.changes();
        List<BusSubscription> all = registry.activeAndRetired();
        long before = arrivals(all);
        for (BusSubscription subscription : all) {
            if (!isIdle(subscription)) {
                busy = subscription;
                return false;
            }
        }
        // After the look at subscriptions, which announce what they have lost before they are quiet, and before the
        // look at arrivals, among which is what was announced before it stopped to be pending.
        if (registry.isAnnouncing() && !isNoticeThreadExiting()) {
            return false;
        }
        return arrivals(all) == before && registry.changes() == changes;
    }

    private boolean isIdle(BusSubscription subscription) {
        boolean holding = closing && subscription.isPaused();
        int stuckRuns = exiting == null ? 0 : exiting.runsOf(subscription);
        return subscription.isIdle(subscription.runsOfCurrentThread() + stuckRuns, holding);
    }

    private boolean isNoticeThreadExiting() {
        return exiting != null && noticeThread != null && noticeThread.isIn(exiting.threads());
    }

    private static long arrivals(List<BusSubscription> subscriptions) {
        long sum = 0;
        for (BusSubscription subscription : subscriptions) {
            sum += subscription.arrivals();
        }
        return sum;
    }
}
