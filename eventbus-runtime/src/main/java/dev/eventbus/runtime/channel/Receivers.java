package dev.eventbus.runtime.channel;

import dev.eventbus.BusScheduler;
import dev.eventbus.DropReason;
import dev.eventbus.PublishReport.Outcome;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.EventTracker;
import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.ElapsedTime;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.execution.Parker;
import dev.eventbus.runtime.execution.Trampoline;
import dev.eventbus.runtime.queue.Backoff;
import dev.eventbus.runtime.queue.ChannelQueue;
import dev.eventbus.runtime.queue.KeyedQueue;
import dev.eventbus.runtime.resilience.ResiliencePolicy;
import dev.eventbus.runtime.subscription.BusSubscription;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The consumer side of a pull channel: any number of the user's threads, which come for events and wait for them. An
 * event counts as delivered when it is taken.
 *
 * <p>A receiver enters the wait queue, looks once more, and only then sleeps; a publisher makes an event visible and
 * then looks whether somebody waits. Both are full fences, so one of the two sees the other. A receiver that is woken
 * and cannot take, since it was interrupted or its time was up, wakes the next.
 */
public final class Receivers extends ConsumerSide {

    // Looks before a receiver sleeps: waking it costs the publisher far more. About 5 us; a thread that yields would be
    // slower to wake.
    private final BusSubscription subscription;
    private final ConsumerHost host;
    private final BusScheduler scheduler;
    private final WaitQueue waiting = new WaitQueue();
    // How many may be between the queue's ticket and the removal from the tracked events that wait.
    private final AtomicInteger taking = new AtomicInteger();

    Receivers(
            BusSubscription subscription,
            ConsumerHost host,
            ChannelCore core,
            DrainQueue drains,
            BusScheduler scheduler) {
        super(core, drains);
        this.subscription = subscription;
        this.host = host;
        this.scheduler = scheduler;
    }

    // ---- The user's threads

    /** Takes the next event; null if there is none now, or the channel is paused. */
    public @Nullable Object poll() {
        while (core.isConsumable()) {
            core.reinstate();
            Object item;
            taking.incrementAndGet();
            try {
                item = take();
            } finally {
                taking.decrementAndGet();
            }
            if (item == null) {
                return null;
            }
            core.onSlotFreed();
            wakeOthers();
            if (item == ChannelQueue.FAILED_SLOT) {
                subscription.countLost(DropReason.OVERFLOW, 1);
                continue;
            }
            notifyTracker(item);
            if (subscription.spec().once()) {
                host.closeByReader();
            }
            return item instanceof Envelope envelope ? envelope.event() : item;
        }
        return null;
    }

    /**
     * An item was taken. It may have been the last of a closed channel, for whose end others wait; or another of its
     * key was waiting behind it, so that the receiver that was woken for that found nothing to take, and sleeps again.
     */
    private void wakeOthers() {
        if (!waiting.isEmpty()) {
            if (isOver()) {
                waiting.wakeAll();
            } else if (core.queue instanceof KeyedQueue) {
                passOn();
            }
        }
    }

    private @Nullable Object take() {
        Object item = core.queue.take();
        if (item == null || item == ChannelQueue.FAILED_SLOT) {
            return item;
        }
        if (core.queue instanceof KeyedQueue keyed) {
            keyed.release(item);
            item = KeyedQueue.itemOf(item);
        }
        Envelope tracked = Envelope.trackedIn(item);
        if (tracked != null) {
            core.tracked().taken(tracked);
        }
        return item;
    }

    /** Not while it counts as taking: a publisher that is notified may cancel, which waits for that. */
    private void notifyTracker(Object item) {
        Envelope tracked = Envelope.trackedIn(item);
        if (tracked != null) {
            EventTracker.finish(tracked, subscription.id(), subscription.name(), Outcome.DELIVERED, null);
        }
    }

    /**
     * Waits for the next event.
     *
     * @param timeoutNanos how long at most; {@link Long#MAX_VALUE} for no limit
     * @return null if the time was up, or nothing will come any more
     */
    public @Nullable Object receive(long timeoutNanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        for (int look = 0; look < Backoff.SPINS; look++) {
            Object event = poll();
            if (isAnswer(event, timeoutNanos)) {
                return event;
            }
            Thread.onSpinWait();
        }
        Trampoline.beforeWaiting();
        ElapsedTime wait = new ElapsedTime(scheduler);
        while (true) {
            Parker signal = new Parker(scheduler);
            waiting.enter(signal);
            try {
                // Entered first: an event that comes after this look finds somebody who waits.
                Object event = poll();
                long left = timeoutNanos == Long.MAX_VALUE ? timeoutNanos : timeoutNanos - wait.nanos();
                if (isAnswer(event, left)) {
                    return event;
                }
                signal.await(left, wait);
            } finally {
                waiting.leave(signal);
                passOn();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Whether a receiver need not wait any more. */
    private boolean isAnswer(@Nullable Object event, long nanosLeft) {
        return event != null || isOver() || nanosLeft <= 0;
    }

    /** This thread may have been woken for an event that it does not take: then the next one takes it. */
    private void passOn() {
        if (!waiting.isEmpty() && !core.queue.hasNothingToTake()) {
            waiting.wakeFirst();
        }
    }

    // ---- How they consume

    @Override
    boolean endsByClose() {
        return false;
    }

    @Override
    boolean isLeftToReader() {
        return true;
    }

    @Override
    boolean startsWithoutDemand() {
        return false;
    }

    @Override
    ResiliencePolicy resilience() {
        return ResiliencePolicy.NONE;
    }

    // ---- Publishing threads, and threads that end the subscription

    @Override
    boolean wake() {
        if (waiting.isEmpty()) {
            return false;
        }
        waiting.wakeFirst();
        return true;
    }

    @Override
    void announceEnd() {
        waiting.wakeAll();
    }

    @Override
    void wakeStranded() {
        passOn();
    }

    @Override
    boolean waitsFor(HandlerStack handlers) {
        return false;
    }

    @Override
    void endDelays() {}

    @Override
    void outliveBus() {}

    @Override
    void awaitTaken() {
        Backoff.await(() -> taking.get() == 0);
    }

    // ---- Anybody

    /** It is unknown when a receiver comes, so nothing waits for that. */
    @Override
    boolean isIdle(int ownRuns, boolean nothingLeft) {
        return true;
    }

    @Override
    DeliveryTotals totals() {
        return new DeliveryTotals(core.queue.consumed(), 0, 0, 0);
    }

    @Override
    int inHandOf(Thread thread) {
        return 0;
    }

    @Override
    List<Thread> runners() {
        return List.of();
    }
}
