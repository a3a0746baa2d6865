package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.SafeTimer;
import dev.eventbus.runtime.subscription.BusSubscription;

/** The drain of a channel whose events are given to the subscriber of a stream, as many as it has asked for. */
final class StreamDrains extends DrainGroup {

    StreamDrains(
            BusSubscription subscription,
            ConsumerHost host,
            ChannelState state,
            ChannelCore core,
            boolean hasKeys,
            DrainQueue drains,
            SafeTimer timer) {
        super(subscription, host, state, core, hasKeys, drains, timer);
    }

    @Override
    boolean endsByClose() {
        return false;
    }

    @Override
    boolean isLeftToReader() {
        return state.hasNoDemand();
    }

    @Override
    boolean startsWithoutDemand() {
        return true;
    }

    @Override
    void announceEnd() {
        state.signal();
        wake();
    }
}
