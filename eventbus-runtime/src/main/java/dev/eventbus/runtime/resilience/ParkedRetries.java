package dev.eventbus.runtime.resilience;

import dev.eventbus.runtime.execution.DelayedTask;
import dev.eventbus.runtime.execution.SafeTimer;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where events with a key wait for a retry, so that their drains go on with other keys. What waits here keeps its key
 * busy, so that later events of the key stay behind it.
 *
 * <p>Threading: any. What is parked is in {@code waiting} until its time has come, or nothing may wait any more;
 * the thread that removes it from there puts it into {@code due}, and then wakes a drain.
 *
 * @param <T> what is parked: an event with all that its delivery knows of it, compared by identity
 */
public sealed class ParkedRetries<T> {

    private static final ParkedRetries<?> NONE = new ParkedRetries<>();

    private ParkedRetries() {}

    /** Where nothing is parked: events wait with their drain. */
    @SuppressWarnings("unchecked") // it never holds anything
    public static <T> ParkedRetries<T> none() {
        return (ParkedRetries<T>) NONE;
    }

    /** Where events of keys are parked. */
    public static <T> ParkedRetries<T> of(RetryHost host, SafeTimer timer) {
        return Active.make(host, timer);
    }

    /** Whether another event can be parked beside so many others. */
    public boolean canPark(int limit) {
        return false;
    }

    /** Whether events are, or may be parked here. */
    public boolean isActive() {
        return false;
    }

    /** Whether an event is parked, or due. */
    public boolean holdsEvents() {
        return false;
    }

    /** Whether an event is due. */
    public boolean hasDue() {
        return false;
    }

    /** Keeps an event until its time has come. */
    public void park(T parked, long waitNanos) {
        throw new IllegalStateException("Nothing can be parked here.");
    }

    /** Nothing may wait any more: everything is due. */
    public void makeAllDue() {}

    /** Takes an event that is due; null if there is none. */
    public @Nullable T poll() {
        return null;
    }

    private static final class Active<T> extends ParkedRetries<T> {

        private final RetryHost host;
        private final SafeTimer timer;
        // With the alarm of the time that each waits now.
        private final Map<T, DelayedTask> waiting = new ConcurrentHashMap<>();
        private final Queue<T> due = new ConcurrentLinkedQueue<>();
        // Both together.
        private final AtomicInteger count = new AtomicInteger();

        static <T> ParkedRetries<T> make(RetryHost host, SafeTimer timer) { // ADR 12
            return new Active<>(host, timer);
        }

        private Active(RetryHost host, SafeTimer timer) {
            this.host = host;
            this.timer = timer;
        }

        @Override
        public boolean canPark(int limit) {
            return count.get() < limit;
        }

        @Override
        public boolean isActive() {
            return true;
        }

        @Override
        public boolean holdsEvents() {
            return count.get() > 0;
        }

        @Override
        public boolean hasDue() {
            return !due.isEmpty();
        }

        @Override
        public void park(T parked, long waitNanos) {
            DelayedTask alarm = new DelayedTask(() -> makeDue(parked));
            waiting.put(parked, alarm);
            count.incrementAndGet();
            boolean mayWait = false;
            try {
                timer.start(alarm, waitNanos);
                // The thread that forbids waiting looks here after that.
                mayWait = host.mayDelay();
            } catch (Throwable exhausted) {
                // No timer would make it due.
            }
            if (!mayWait) {
                makeDue(parked);
            }
        }

        private void makeDue(T parked) {
            DelayedTask alarm = waiting.remove(parked);
            if (alarm != null) {
                alarm.cancel();
                due.add(parked);
                host.wakeForRetry();
            }
        }

        @Override
        public void makeAllDue() {
            waiting.keySet().forEach(this::makeDue);
        }

        @Override
        public @Nullable T poll() {
            T parked = due.poll();
            if (parked != null) {
                count.decrementAndGet();
            }
            return parked;
        }
    }
}
