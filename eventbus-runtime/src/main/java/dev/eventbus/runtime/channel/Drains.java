package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.SafeTimer;
import dev.eventbus.runtime.queue.ChannelQueue;
import java.util.ArrayList;
import java.util.List;

/** The drains of a channel: as many as its handler may run at once. */
final class Drains extends TakingSide {

    private final ChannelSubscription subscription;
    private final ChannelDrain[] drains;

    Drains(ChannelSubscription subscription, int number, DrainQueue executor, SafeTimer timer) {
        this.subscription = subscription;
        this.drains = new ChannelDrain[number];
        for (int i = 0; i < number; i++) {
            drains[i] = new ChannelDrain(subscription, ChannelDelivery.of(subscription, timer), executor, timer);
        }
    }

    @Override
    boolean wake() {
        for (ChannelDrain drain : drains) {
            if (drain.wake()) {
                return true;
            }
        }
        return false;
    }

    @Override
    void wakeAll() {
        if (subscription.isSignalled()) {
            wake();
        }
    }

    @Override
    void endDelays() {
        for (ChannelDrain drain : drains) {
            drain.endDelay();
        }
    }

    @Override
    void awaitTaken() {
        for (ChannelDrain drain : drains) {
            drain.delivery().awaitTaken();
        }
    }

    @Override
    boolean isAtRest(int ownRuns, boolean nothingLeft) {
        int busy = 0;
        for (ChannelDrain drain : drains) {
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
        for (ChannelDrain drain : drains) {
            sum += drain.delivery().deliveredCount();
        }
        return sum;
    }

    @Override
    long failed() {
        long sum = 0;
        for (ChannelDrain drain : drains) {
            sum += drain.delivery().failedCount();
        }
        return sum;
    }

    @Override
    long conflated() {
        long sum = 0;
        for (ChannelDrain drain : drains) {
            sum += drain.delivery().conflatedCount();
        }
        return sum;
    }

    @Override
    long retried() {
        long sum = 0;
        for (ChannelDrain drain : drains) {
            sum += drain.delivery().retriedCount();
        }
        return sum;
    }

    @Override
    List<Thread> runners() {
        List<Thread> runners = new ArrayList<>();
        for (ChannelDrain drain : drains) {
            Thread runner = drain.runner();
            if (runner != null) {
                runners.add(runner);
            }
        }
        return runners;
    }
}
