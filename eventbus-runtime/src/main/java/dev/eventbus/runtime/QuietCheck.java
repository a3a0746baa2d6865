package dev.eventbus.runtime;

import dev.eventbus.runtime.channel.BusSubscription;
import dev.eventbus.runtime.execution.HandlerStack;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether a bus is at rest: nothing queued, no handler running, but for those that the asking thread is itself in.
 *
 * <p>Subscriptions are looked at one after another while they may wake each other. So the events ever accepted are added
 * up before and after: if the sums are equal, nothing was accepted in between, and what was quiet then has stayed quiet.
 */
final class QuietCheck implements BooleanSupplier {

    private final Supplier<List<BusSubscription>> subscriptions;
    private final HandlerStack caller = HandlerStack.current();

    QuietCheck(Supplier<List<BusSubscription>> subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public boolean getAsBoolean() {
        List<BusSubscription> all = subscriptions.get();
        long before = accepted(all);
        for (BusSubscription subscription : all) {
            if (!isQuiet(subscription)) {
                return false;
            }
        }
        return accepted(all) == before;
    }

    /** Whether one subscription is at rest, in the same sense. */
    boolean isQuiet(BusSubscription subscription) {
        return subscription.isQuiet(caller.timesRunning(subscription));
    }

    private static long accepted(List<BusSubscription> subscriptions) {
        long sum = 0;
        for (BusSubscription subscription : subscriptions) {
            sum += subscription.acceptedCount();
        }
        return sum;
    }
}
