package dev.eventbus.runtime.resilience;

import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.execution.DelayedTask;
import dev.eventbus.runtime.execution.SafeTimer;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where events with a key wait to be tried again, so that their drains go on with other keys. What waits here keeps its key busy, so
 * that later events of the key stay behind it.
 *
 * <p>Threading: any. An event is in {@code waiting} until its time has come, or nobody may wait any more; whoever removes it from there
 * puts it among those that are due, and then wakes a drain.
 */
public final class ParkedRetries {

    private final RetryHost host;
    private final SafeTimer timer;
    private final Set<Parked> waiting = ConcurrentHashMap.newKeySet();
    private final Queue<Parked> due = new ConcurrentLinkedQueue<>();
    // Both together.
    private final AtomicInteger count = new AtomicInteger();

    ParkedRetries(RetryHost host, SafeTimer timer) {
        this.host = host;
        this.timer = timer;
    }

    /** An event, with all that its delivery knows of it. */
    public static final class Parked {

        public final Object item;
        public final Object toRelease;
        final int nextAttempt;
        public final long missedBefore;
        public final @Nullable List<Envelope> tracked;
        // Of the time that it waits now.
        private volatile @Nullable DelayedTask timer;

        Parked(Object item, Object toRelease, int nextAttempt, long missedBefore, @Nullable List<Envelope> tracked) {
            this.item = item;
            this.toRelease = toRelease;
            this.nextAttempt = nextAttempt;
            this.missedBefore = missedBefore;
            this.tracked = tracked;
        }
    }

    /** How many events are here. */
    public int size() {
        return count.get();
    }

    /** Keeps an event until its time has come. */
    public void park(Parked parked, long waitNanos) {
        DelayedTask alarm = new DelayedTask(() -> makeDue(parked));
        parked.timer = alarm;
        waiting.add(parked);
        count.incrementAndGet();
        boolean mayWait = false;
        try {
            timer.start(alarm, waitNanos);
            // Nobody may wait any more: whoever says so looks here after that.
            mayWait = host.mayDelay();
        } catch (Throwable exhausted) {
            // Nobody would make it due.
        }
        if (!mayWait) {
            makeDue(parked);
        }
    }

    private void makeDue(Parked parked) {
        if (waiting.remove(parked)) {
            giveUpTimer(parked);
            due.add(parked);
            host.wakeForRetry();
        }
    }

    /** Nobody may wait any more: everything is due. */
    public void makeAllDue() {
        for (Parked parked : waiting) {
            makeDue(parked);
        }
    }

    private static void giveUpTimer(Parked parked) {
        DelayedTask alarm = parked.timer;
        parked.timer = null;
        if (alarm != null) {
            alarm.cancel();
        }
    }

    public boolean hasDue() {
        return !due.isEmpty();
    }

    /** Takes an event that is due; null if there is none. */
    @Nullable
    public Parked poll() {
        Parked parked = due.poll();
        if (parked != null) {
            count.decrementAndGet();
        }
        return parked;
    }
}
