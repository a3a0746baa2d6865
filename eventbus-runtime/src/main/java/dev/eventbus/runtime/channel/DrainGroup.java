package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.execution.SafeTimer;
import dev.eventbus.runtime.resilience.ParkedRetries;
import dev.eventbus.runtime.resilience.ResiliencePolicy;
import dev.eventbus.runtime.subscription.BusSubscription;
import java.util.ArrayList;
import java.util.List;

/** The drains of a channel: as many as its handler may run at once. */
abstract sealed class DrainGroup extends ConsumerSide permits HandlerDrains, StreamDrains {

    private final ResiliencePolicy resilience;
    private final ParkedRetries<InHand> parked;
    // Linked, since most channels have one drain, and there may be a million channels.
    private final ChannelDrain first;

    /**
     * Drains that have nothing to do.
     *
     * @param hasKeys whether events have keys, so that they can be parked for a retry while those of other keys go on
     */
    DrainGroup(
            BusSubscription subscription,
            ConsumerHost host,
            ChannelState state,
            ChannelCore core,
            boolean hasKeys,
            DrainQueue drains,
            SafeTimer timer) {
        super(state, core, drains);
        this.resilience = ResiliencePolicy.of(subscription.spec().handler(), host, drains, timer);
        this.parked = hasKeys && resilience.retries() ? ParkedRetries.of(host, timer) : ParkedRetries.none();
        DrainSetup setup = new DrainSetup(subscription, host, state, core, resilience, parked, drains, timer);
        ChannelDrain drain = new ChannelDrain(setup, null);
        for (int more = 1; more < subscription.spec().handler().concurrency(); more++) {
            drain = new ChannelDrain(setup, drain);
        }
        this.first = drain;
    }

    @Override
    final ResiliencePolicy resilience() {
        return resilience;
    }

    @Override
    final boolean wake() {
        for (ChannelDrain drain = first; drain != null; drain = drain.next()) {
            if (drain.wake()) {
                return true;
            }
        }
        return false;
    }

    @Override
    final void wakeStranded() {
        for (ChannelDrain drain = first; drain != null; drain = drain.next()) {
            drain.wakeStranded();
        }
    }

    @Override
    final boolean waitsFor(HandlerStack handlers) {
        boolean waits = false;
        for (ChannelDrain drain = first; drain != null; drain = drain.next()) {
            if (drain.isBehind(handlers)) {
                waits = true;
            } else if (!drain.isIdle()) {
                return false;
            }
        }
        return waits;
    }

    @Override
    final void endDelays() {
        for (ChannelDrain drain = first; drain != null; drain = drain.next()) {
            drain.endDelay();
        }
        parked.makeAllDue();
    }

    @Override
    final void outliveBus() {
        for (ChannelDrain drain = first; drain != null; drain = drain.next()) {
            drain.delivery().outliveBus();
        }
    }

    @Override
    final void awaitTaken() {
        for (ChannelDrain drain = first; drain != null; drain = drain.next()) {
            drain.delivery().awaitTaken();
        }
    }

    @Override
    final boolean isIdle(int ownRuns, boolean nothingLeft) {
        int busy = 0;
        for (ChannelDrain drain = first; drain != null; drain = drain.next()) {
            if (!drain.isAtRest(nothingLeft)) {
                busy++;
            }
        }
        // With one drain, a caller who is inside the handler finds what is queued behind it unable to move.
        return busy <= ownRuns && !parked.holdsEvents();
    }

    @Override
    final DeliveryTotals totals() {
        DeliveryTotals sum = DeliveryTotals.NONE;
        for (ChannelDrain drain = first; drain != null; drain = drain.next()) {
            sum = sum.plus(drain.delivery().totals());
        }
        return sum;
    }

    @Override
    final int inHandOf(Thread thread) {
        int inHand = 0;
        for (ChannelDrain drain = first; drain != null; drain = drain.next()) {
            if (drain.runner() == thread) {
                inHand += drain.delivery().eventsInHand;
            }
        }
        return inHand;
    }

    @Override
    final List<Thread> runners() {
        List<Thread> runners = new ArrayList<>();
        for (ChannelDrain drain = first; drain != null; drain = drain.next()) {
            Thread runner = drain.runner();
            if (runner != null) {
                runners.add(runner);
            }
        }
        return runners;
    }
}
