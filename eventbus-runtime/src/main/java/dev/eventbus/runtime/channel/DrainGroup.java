package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.queue.ChannelQueue;
import java.util.ArrayList;
import java.util.List;

/** The drains of a channel: as many as its handler may run at once. */
final class DrainGroup extends ConsumerSide {

    // Linked, since most channels have one drain, and there may be a million channels.
    final ChannelDrain first;

    DrainGroup(ChannelSubscription subscription, int number, DrainQueue executor) {
        ChannelDrain drain = new ChannelDrain(subscription, executor, null);
        for (int more = 1; more < number; more++) {
            drain = new ChannelDrain(subscription, executor, drain);
        }
        this.first = drain;
    }

    @Override
    boolean wake() {
        for (ChannelDrain drain = first; drain != null; drain = drain.next()) {
            if (drain.wake()) {
                return true;
            }
        }
        return false;
    }

    @Override
    void wakeAll() {
        if (first.delivery().state.isSignalled()) {
            wake();
        }
    }

    @Override
    void wakeStranded() {
        for (ChannelDrain drain = first; drain != null; drain = drain.next()) {
            drain.wakeStranded();
        }
    }

    @Override
    boolean waitsFor(HandlerStack handlers) {
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
    void endDelays() {
        for (ChannelDrain drain = first; drain != null; drain = drain.next()) {
            drain.endDelay();
        }
    }

    @Override
    void outliveBus() {
        for (ChannelDrain drain = first; drain != null; drain = drain.next()) {
            drain.delivery().outliveBus();
        }
    }

    @Override
    void awaitTaken() {
        for (ChannelDrain drain = first; drain != null; drain = drain.next()) {
            drain.delivery().awaitTaken();
        }
    }

    @Override
    boolean isAtRest(int ownRuns, boolean nothingLeft) {
        int busy = 0;
        for (ChannelDrain drain = first; drain != null; drain = drain.next()) {
            if (!drain.isAtRest(nothingLeft)) {
                busy++;
            }
        }
        // With one drain, a caller who is inside the handler finds what is queued behind it unable to move.
        return busy <= ownRuns;
    }

    @Override
    long delivered(ChannelQueue queue) {
        long sum = 0;
        for (ChannelDrain drain = first; drain != null; drain = drain.next()) {
            sum += drain.delivery().deliveredCount();
        }
        return sum;
    }

    @Override
    long failed() {
        long sum = 0;
        for (ChannelDrain drain = first; drain != null; drain = drain.next()) {
            sum += drain.delivery().failedCount();
        }
        return sum;
    }

    @Override
    long conflated() {
        long sum = 0;
        for (ChannelDrain drain = first; drain != null; drain = drain.next()) {
            sum += drain.delivery().conflatedCount();
        }
        return sum;
    }

    @Override
    long retried() {
        long sum = 0;
        for (ChannelDrain drain = first; drain != null; drain = drain.next()) {
            sum += drain.delivery().retriedCount();
        }
        return sum;
    }

    @Override
    int inHandOf(Thread thread) {
        int inHand = 0;
        for (ChannelDrain drain = first; drain != null; drain = drain.next()) {
            if (drain.runner() == thread) {
                inHand += drain.delivery().inHand;
            }
        }
        return inHand;
    }

    @Override
    List<Thread> runners() {
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
