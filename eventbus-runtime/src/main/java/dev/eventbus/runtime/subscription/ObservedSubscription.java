package dev.eventbus.runtime.subscription;

import dev.eventbus.Subscription;
import dev.eventbus.runtime.delivery.HandlerCall;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A subscription as its {@link SubscriptionObserver} sees it: what it is, what it has lost, and whether it is idle. */
public interface ObservedSubscription extends Subscription {

    /** The settings that were fixed when it began. */
    public SubscriptionSpec spec();

    /** How its handler is called. */
    public HandlerCall call();

    /** Whether nothing is queued and no handler runs. */
    public boolean isIdle();

    /** The losses and failures so far, for a reporter that will ask again. */
    public LossReport report();

    /** The losses and failures so far; what is counted from now on leads to another report. */
    public LossReport takeReport();

    /** What the reporter remembers of this subscription, created on the first call. There is one reporter. */
    public <T> T reportState(Supplier<T> first);

    /** What the reporter remembers of this subscription; null if it has created nothing. */
    public <T> @Nullable T reportStateIfAny(Class<T> type);
}
