package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.execution.SafeTimer;
import dev.eventbus.runtime.resilience.ParkedRetries;
import dev.eventbus.runtime.resilience.ResiliencePolicy;
import dev.eventbus.runtime.resilience.RetryHost;
import dev.eventbus.runtime.subscription.BusSubscription;
import java.util.ArrayList;
import java.util.List;

/** The drains of a channel: as many as its handler may run at once. */
abstract sealed class DrainGroup extends ConsumerSide implements RetryHost permits HandlerDrains, StreamDrains {

    // Linked, since most channels have one drain, and there may be a million channels. The last is linked to itself,
    // which ends each loop.
    private final ChannelDrain first;

    /**
     * Drains that have nothing to do.
     *
     * @param hasKeys whether events have keys, so that they can be parked for a retry while those of other keys go on
     */
    DrainGroup(
            BusSubscription subscription,
            ConsumerHost host,
            ChannelCore core,
            boolean hasKeys,
            DrainQueue drains,
            SafeTimer timer) {
        super(core, drains);
        ResiliencePolicy resilience = ResiliencePolicy.of(subscription.spec().handler(), this, drains, timer);
        ParkedRetries<InHand> parked =
                hasKeys && resilience.retries() ? ParkedRetries.of(this, timer) : ParkedRetries.none();
        DrainSetup setup = new DrainSetup(subscription, host, core, resilience, parked, drains);
        int size = Math.max(1, subscription.spec().handler().concurrency());
        ChannelDrain drain = new ChannelDrain(setup);
        for (int more = 1; more < size; more++) {
            drain = new ChannelDrain(setup, drain);
        }
        this.first = drain;
    }

    @Override
    final ResiliencePolicy resilience() {
        return first.resilience();
    }

    // ---- Its retries and timeouts

    @Override
    public final boolean mayDelay() {
        return core.mayDelay();
    }

    @Override
    public final void wakeForRetry() {
        wake();
    }

    @Override
    public final void reportStuck(String thread, List<StackTraceElement> stack) {
        first.host().reportStuck(thread, stack);
    }

    // ---- All of them

    @Override
    final boolean wake() {
        ChannelDrain drain = first;
        while (!drain.wake()) {
            if (drain.isLast()) {
                return false;
            }
            drain = drain.next();
        }
        return true;
    }

    @Override
    final void wakeStranded() {
        for (ChannelDrain drain = first, before = null; drain != before; before = drain, drain = drain.next()) {
            drain.wakeStranded();
        }
    }

    @Override
    final boolean waitsFor(HandlerStack handlers) {
        boolean waits = false;
        for (ChannelDrain drain = first, before = null; drain != before; before = drain, drain = drain.next()) {
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
        for (ChannelDrain drain = first, before = null; drain != before; before = drain, drain = drain.next()) {
            drain.endDelay();
        }
        first.delivery().parked.makeAllDue();
    }

    @Override
    final void outliveBus() {
        for (ChannelDrain drain = first, before = null; drain != before; before = drain, drain = drain.next()) {
            drain.delivery().outliveBus();
        }
    }

    @Override
    final void awaitTaken() {
        for (ChannelDrain drain = first, before = null; drain != before; before = drain, drain = drain.next()) {
            drain.delivery().awaitTaken();
        }
    }

    @Override
    final boolean isIdle(int ownRuns, boolean nothingLeft) {
        int busy = 0;
        for (ChannelDrain drain = first, before = null; drain != before; before = drain, drain = drain.next()) {
            if (!drain.isAtRest(nothingLeft)) {
                busy++;
            }
        }
        // With one drain, a caller that is inside the handler finds what is queued behind it unable to move.
        return busy <= ownRuns && !first.delivery().parked.holdsEvents();
    }

    @Override
    final DeliveryTotals totals() {
        DeliveryTotals sum = DeliveryTotals.NONE;
        for (ChannelDrain drain = first, before = null; drain != before; before = drain, drain = drain.next()) {
            sum = sum.plus(drain.delivery().totals());
        }
        return sum;
    }

    @Override
    final int inHandOf(Thread thread) {
        int inHand = 0;
        for (ChannelDrain drain = first, before = null; drain != before; before = drain, drain = drain.next()) {
            if (drain.runner() == thread) {
                inHand += drain.delivery().eventsInHand;
            }
        }
        return inHand;
    }

    @Override
    final List<Thread> runners() {
        List<Thread> runners = new ArrayList<>();
        for (ChannelDrain drain = first, before = null; drain != before; before = drain, drain = drain.next()) {
            Thread runner = drain.runner();
            if (runner != null) {
                runners.add(runner);
            }
        }
        return runners;
    }
}
