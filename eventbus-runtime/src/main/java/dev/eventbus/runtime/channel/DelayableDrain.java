package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.execution.DelayedTask;
import dev.eventbus.runtime.resilience.ResiliencePolicy;

/** How a {@link ChannelDrain} waits for a time without a thread, before a retry or while its breaker is open. */
abstract class DelayableDrain extends DrainStatus implements Runnable {

    private static final DelayedTask NO_DELAY = new DelayedTask(InHand.Nothing.TO_DO);

    final ChannelDelivery delivery;
    private final ResiliencePolicy resilience;

    // What ends the state DELAYED or AWAITING_BREAKER, so that a timer does not end a later delay than its own.
    private volatile DelayedTask delay = NO_DELAY;

    DelayableDrain(DrainSetup setup) {
        this.delivery = ChannelDelivery.of(setup);
        this.resilience = setup.resilience();
    }

    final ResiliencePolicy resilience() {
        return resilience;
    }

    /**
     * Leaves the drain to a timer. By the thread that holds it.
     *
     * @param waiting DELAYED or AWAITING_BREAKER
     * @return false if nothing may wait any more, and it goes on at once
     */
    final boolean delay(int waiting, long nanos) {
        DelayedTask begun = new Delay().alarm;
        delay = begun;
        getAndSetStatus(waiting);
        boolean mayWait = false;
        try {
            resilience.startDelay(begun, nanos);
            // The thread that forbids waiting looks at the status after that.
            mayWait = delivery.state.mayDelay();
        } catch (Throwable exhausted) {
            // No timer would end the delay.
        }
        if (mayWait || !casStatus(waiting, RUNNING)) {
            return true;
        }
        forgetDelay();
        return false;
    }

    /** Lets the drain go on, if it is delayed. */
    final void endDelay() {
        int s = statusVolatile();
        if ((s == DELAYED || s == AWAITING_BREAKER) && casStatus(s, SCHEDULED)) {
            forgetDelay();
            delivery.drains.submit(this);
        }
    }

    /** By the holder: the timer keeps nothing of what it was set for. */
    private void forgetDelay() {
        DelayedTask over = delay;
        delay = NO_DELAY;
        over.cancel();
    }

    /** A time for which nothing happens. */
    private final class Delay implements Runnable {

        private final DelayedTask alarm = new DelayedTask(this);

        @Override
        public void run() {
            if (delay == alarm) {
                endDelay();
            }
        }
    }
}
