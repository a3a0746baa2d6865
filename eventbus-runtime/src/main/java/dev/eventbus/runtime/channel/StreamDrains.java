package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.SafeTimer;
import dev.eventbus.runtime.subscription.BusSubscription;

/** The drain of a channel whose events are given to the subscriber of a stream, as many as it has asked for. */
public final class StreamDrains extends DrainGroup {

    StreamDrains(
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
        return false;
    }

    @Override
    boolean isLeftToReader() {
        return core.hasNoDemand();
    }

    @Override
    boolean startsWithoutDemand() {
        return true;
    }

    @Override
    void announceEnd() {
        signal();
    }

    // ---- The subscriber of the stream

    /**
     * The subscriber wants no more events for now. Called by the drain, which then looks whether it has asked
     * meanwhile.
     */
    public void stopDemand() {
        core.stopDemand();
    }

    /** The subscriber has asked for events. */
    public void resumeDemand() {
        if (core.resumeDemand()) {
            wake();
        }
    }

    /** Lets the drain run once more, even if there is nothing to consume. */
    public void signal() {
        core.signal();
        wake();
    }

    /** The drain is running because of a signal, or will find out what the signal was about. */
    public void clearSignal() {
        core.clearSignal();
    }
}
