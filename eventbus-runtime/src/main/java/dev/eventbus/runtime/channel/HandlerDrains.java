package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.SafeTimer;
import dev.eventbus.runtime.subscription.BusSubscription;

/** The drains of a channel whose events are given to a handler. */
final class HandlerDrains extends DrainGroup {

    HandlerDrains(
            BusSubscription subscription,
            ConsumerHost host,
            ChannelCore core,
            boolean hasKeys,
            DrainQueue drains,
            SafeTimer timer) {
        super(subscription, host, core, hasKeys, drains, timer);
    }

    @Override
    boolean endsByClose() {
        return true;
    }

    @Override
    boolean isLeftToReader() {
        return false;
    }

    @Override
    boolean startsWithoutDemand() {
        return false;
    }

    @Override
    void announceEnd() {
        // A handler is not called for that.
    }
}
