package dev.eventbus.runtime;

import dev.eventbus.runtime.deadletter.DeadLetterPublisher;
import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.NotificationThread;
import dev.eventbus.runtime.routing.SubscriptionTable;
import dev.eventbus.runtime.subscription.BusSubscription;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a bus is idle: nothing queued, no handler running, but for those that the asking thread is itself in.
 *
 * <p>Subscriptions are looked at one after another while they may wake each other. So the events that ever arrived are
 * added up before and after: if the sums are equal, and no subscription came or went, nothing was accepted in between,
 * and what was idle then has stayed idle.
 */
final class IdleCheck implements BooleanSupplier {

    private final SubscriptionTable table;
    private final DrainQueue drains;
    private final DeadLetterPublisher deadLetters;
    private final boolean closing;
    // Null unless the bus closes.
    private final @Nullable SystemExitThreads exiting;
    private final @Nullable NotificationThread notificationThread;

    // Where the last look ended. Looked at first, so that the many looks while a bus with many subscriptions works cost
    // little.
    private @Nullable BusSubscription busy;

    /** A check by the current thread, of a bus that goes on. */
    IdleCheck(SubscriptionTable table, DrainQueue drains, DeadLetterPublisher deadLetters) {
        this(table, drains, deadLetters, false, null, null);
    }

    /**
     * A check by the current thread, of a bus that closes: what paused channels hold does not count, since closing
     * discards it, nor what threads do that cannot go on.
     */
    IdleCheck(
            SubscriptionTable table,
            DrainQueue drains,
            DeadLetterPublisher deadLetters,
            SystemExitThreads exiting,
            NotificationThread notificationThread) {
        this(table, drains, deadLetters, true, exiting, notificationThread);
    }

    private IdleCheck(
            SubscriptionTable table,
            DrainQueue drains,
            DeadLetterPublisher deadLetters,
            boolean closing,
            @Nullable SystemExitThreads exiting,
            @Nullable NotificationThread notificationThread) {
        this.table = table;
        this.drains = drains;
        this.deadLetters = deadLetters;
        this.closing = closing;
        this.exiting = exiting;
        this.notificationThread = notificationThread;
    }

    @Override
    public boolean getAsBoolean() {
        drains.wakeStranded();
        if (exiting != null) {
            exiting.searchIfDue();
        }
        if (busy != null && !isIdle(busy)) {
            return false;
        }
        busy = null;
        long changes = table.version();
        List<BusSubscription> all = table.activeAndRetired();
        long before = arrivals(all);
        for (BusSubscription subscription : all) {
            if (!isIdle(subscription)) {
                busy = subscription;
                return false;
            }
        }
        // After the look at subscriptions, which publish what they have lost before they are idle, and before the
        // look at arrivals, among which is what was announced before it stopped to be pending.
        if (deadLetters.isPending() && !isNotificationThreadExiting()) {
            return false;
        }
        return arrivals(all) == before && table.version() == changes;
    }

    private boolean isIdle(BusSubscription subscription) {
        boolean holding = closing && subscription.isPaused();
        int stuckRuns = exiting == null ? 0 : exiting.runsOf(subscription);
        return subscription.isIdle(subscription.runsOfCurrentThread() + stuckRuns, holding);
    }

    private boolean isNotificationThreadExiting() {
        return exiting != null && notificationThread != null && notificationThread.isIn(exiting.threads());
    }

    private static long arrivals(List<BusSubscription> subscriptions) {
        long sum = 0;
        for (BusSubscription subscription : subscriptions) {
            sum += subscription.arrivals();
        }
        return sum;
    }
}
