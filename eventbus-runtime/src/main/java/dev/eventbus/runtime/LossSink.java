package dev.eventbus.runtime;

import dev.eventbus.DropReason;
import dev.eventbus.runtime.deadletter.DeadLetterStore;
import dev.eventbus.runtime.execution.IdleSignal;
import dev.eventbus.runtime.report.LossReporter;
import dev.eventbus.runtime.subscription.ObservedSubscription;
import dev.eventbus.runtime.subscription.SubscriptionObserver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what happens to subscriptions: lost events to the dead letters, losses and failures to the reporter, and
 * their end to the registry. Holds no lock, since publishers and handlers call it.
 */
final class LossSink implements SubscriptionObserver {

    private final DeadLetterStore deadLetters;
    private final LossReporter reporter;
    private final IdleSignal idle;
    private final SubscriptionRegistry registry;

    LossSink(DeadLetterStore deadLetters, LossReporter reporter, IdleSignal idle, SubscriptionRegistry registry) {
        this.deadLetters = deadLetters;
        this.reporter = reporter;
        this.idle = idle;
        this.registry = registry;
    }

    @Override
    public boolean keepsDrops() {
        return deadLetters.keepsDrops();
    }

    @Override
    public void onLost(
            ObservedSubscription subscription,
            Object item,
            @Nullable DropReason dropReason,
            @Nullable Throwable cause,
            int attempts) {
        deadLetters.add(subscription.spec(), item, dropReason, cause, attempts);
    }

    @Override
    public int maxRemaining() {
        return deadLetters.capacity();
    }

    @Override
    public void onRemaining(ObservedSubscription subscription, List<Object> newest, long count, DropReason dropReason) {
        deadLetters.addRemaining(subscription.spec(), newest, count, dropReason);
    }

    @Override
    public void onReportRequested(ObservedSubscription subscription) {
        reporter.request(subscription);
    }

    @Override
    public void onSignalFailed(ObservedSubscription subscription, String signal, Throwable failure) {
        reporter.signalFailed(subscription, signal, failure);
    }

    @Override
    public void onStuck(ObservedSubscription subscription, String thread, List<StackTraceElement> stack) {
        reporter.stuck(subscription, thread, stack);
    }

    @Override
    public IdleSignal idleSignal() {
        return idle;
    }

    @Override
    public void onCancelled(ObservedSubscription subscription) {
        registry.cancelled(subscription);
    }

    @Override
    public void onEnded(ObservedSubscription subscription) {
        if (subscription.isIdle()) {
            reporter.ended(subscription);
            registry.forget(subscription);
        }
    }
}
