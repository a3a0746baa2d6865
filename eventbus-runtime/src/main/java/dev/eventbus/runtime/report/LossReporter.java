package dev.eventbus.runtime.report;

import dev.eventbus.BusListener;
import dev.eventbus.BusScheduler;
import dev.eventbus.CloseReport;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.execution.NotificationThread;
import dev.eventbus.runtime.execution.ThreadAttributes;
import dev.eventbus.runtime.subscription.BusSubscription;
import dev.eventbus.runtime.subscription.ObservedSubscription;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Turns the counts of losses and failures into listener calls and log lines.
 *
 * <p>A subscription that loses an event asks once to be looked at; a look takes its counts, reports the difference to
 * the listeners, and logs it unless the subscription was logged in the last ten seconds: then the line comes at the end
 * of these, with the sum. It is looked at again a second later, and so on until nothing is new; only then it has to ask
 * again. So a storm costs publishers and handlers a counter each, and the log some lines a minute.
 *
 * <p>Threading: {@link #request} from any thread; looks are made one at a time on the notification thread, where a slow
 * listener delays nothing but other reports.
 */
public final class LossReporter implements Runnable {

    private static final long DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long NEXT_LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOG_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String busName;
    private final int maxThreads;
    private final List<BusListener> listeners;
    private final BusScheduler scheduler;
    private final NotificationThread notificationThread;
    private final Queue<ReportedLosses> requests = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean lookScheduled = new AtomicBoolean();
    private final AtomicBoolean lineScheduled = new AtomicBoolean();
    private final AtomicBoolean exhaustedReported = new AtomicBoolean();
    private final AtomicBoolean carrierReported = new AtomicBoolean();

    // Used on the notification thread only.
    private final Set<ReportedLosses> unlogged = new LinkedHashSet<>();

    /**
     * A reporter for a bus.
     *
     * @param maxThreads the bus's limit; 0 for a user's executor
     * @param listeners get each call, one after another
     */
    public LossReporter(
            String busName,
            int maxThreads,
            List<BusListener> listeners,
            BusScheduler scheduler,
            NotificationThread notificationThread) {
        this.busName = busName;
        this.maxThreads = maxThreads;
        this.listeners = listeners;
        this.scheduler = scheduler;
        this.notificationThread = notificationThread;
    }

    /** Asks for a look at a subscription, within a tenth of a second. */
    public void request(ObservedSubscription subscription) {
        requests.add(ReportedLosses.of(subscription));
        scheduleLook(DELAY_NANOS);
    }

    private void scheduleLook(long delayNanos) {
        if (lookScheduled.compareAndSet(false, true)) {
            try {
                scheduler.schedule(this::handOver, delayNanos);
            } catch (Throwable failed) {
                lookScheduled.set(false);
                askAgain();
            }
        }
    }

    /** There will be no look: those who have asked for it ask again with their next loss. */
    private void askAgain() {
        for (ReportedLosses losses = requests.poll(); losses != null; losses = requests.poll()) {
            losses.takeReport();
        }
    }

    /** A subscription may have ended: from now on its name and counts stand for it, so that no report keeps it. */
    public void ended(ObservedSubscription subscription) {
        ReportedLosses.ended(subscription);
    }

    /** From the scheduler's thread, which must not be held up, to the notification thread. */
    private void handOver() {
        lookScheduled.set(false);
        notificationThread.execute(this::look);
    }

    private void lineIsDue() {
        lineScheduled.set(false);
        notificationThread.execute(this::look);
    }

    private void look() {
        try {
            List<ReportedLosses> ongoing = new ArrayList<>();
            for (ReportedLosses losses = requests.poll(); losses != null; losses = requests.poll()) {
                List<ReportedLosses.Difference> differences = losses.unreported();
                if (!differences.isEmpty()) {
                    notifyListeners(losses.subscription(), differences);
                    unlogged.add(losses);
                    ongoing.add(losses);
                }
            }
            lookAgain(ongoing);
            long nextLine = logWhatIsDue(now(), false);
            if (nextLine < Long.MAX_VALUE && lineScheduled.compareAndSet(false, true)) {
                scheduleLine(nextLine);
            }
        } catch (Throwable failure) {
            // A scheduler or logging library that throws costs this report, not the ones after it.
            Log.internal(busName, "a report of losses failed", failure);
        }
    }

    /**
     * Looks again in a while at subscriptions that have not to ask for it: a loss may have come after their counts were
     * read.
     */
    private void lookAgain(List<ReportedLosses> ongoing) {
        if (ongoing.isEmpty()) {
            return;
        }
        Runnable again = () -> {
            requests.addAll(ongoing);
            notificationThread.execute(this::look);
        };
        try {
            scheduler.schedule(again, NEXT_LOOK_NANOS);
        } catch (Throwable failed) {
            ongoing.forEach(ReportedLosses::takeReport);
            throw failed;
        }
    }

    private void scheduleLine(long delayNanos) {
        try {
            scheduler.schedule(this::lineIsDue, delayNanos);
        } catch (Throwable failed) {
            lineScheduled.set(false);
            throw failed;
        }
    }

    /**
     * Reports everything that has not been reported. Called when the bus closes.
     *
     * @param subscriptions those of the bus, whether they asked or not
     */
    public void flush(List<BusSubscription> subscriptions) {
        for (BusSubscription subscription : subscriptions) {
            // Most have nothing to tell, and there may be a million.
            if (subscription.hasLosses()) {
                requests.add(ReportedLosses.of(subscription));
            }
        }
        look();
        logWhatIsDue(now(), true);
    }

    /** A scheduler that cannot tell the time must not cost the lines that a close still writes. */
    private long now() {
        try {
            return scheduler.nanoTime();
        } catch (Throwable broken) {
            return System.nanoTime();
        }
    }

    private void notifyListeners(Subscription subscription, List<ReportedLosses.Difference> differences) {
        for (ReportedLosses.Difference difference : differences) {
            notifyListeners(listener -> difference.notify(listener, subscription));
        }
    }

    /** Logs for each subscription whose last line is old enough; returns in how many nanoseconds the next is due. */
    private long logWhatIsDue(long now, boolean everything) {
        long next = Long.MAX_VALUE;
        Iterator<ReportedLosses> due = unlogged.iterator();
        while (due.hasNext()) {
            ReportedLosses losses = due.next();
            long left = losses.nanosUntilLine(now, LOG_INTERVAL_NANOS);
            if (everything || left <= 0) {
                due.remove();
                losses.log(busName, now);
            } else {
                next = Math.min(next, left);
            }
        }
        return next;
    }

    /**
     * Reports that a channel found no thread, at most every ten seconds. Called by publishers, so it throws nothing.
     */
    @Override
    public void run() { // ADR 12
        if (exhaustedReported.compareAndSet(false, true)) {
            notificationThread.execute(() -> {
                Log.threadsExhausted(busName, maxThreads);
                notifyListeners(listener -> listener.onThreadsExhausted(busName, maxThreads));
            });
            allowAgainLater(exhaustedReported);
        }
    }

    /** Reports a handler that has exceeded its timeout and goes on, with its stack. */
    public void stuck(ObservedSubscription subscription, String thread, List<StackTraceElement> stack) {
        CloseReport.RunningHandler handler =
                CloseReport.RunningHandler.of(subscription.id(), subscription.name(), thread, stack);
        notificationThread.execute(() -> {
            Log.stuck(busName, handler.subscription(), thread, stack);
            notifyListeners(listener -> listener.onStuck(handler));
        });
    }

    /**
     * Reports what the subscriber of a stream threw where there was no event. No event has failed, so that the count is
     * 0. Once the bus is closed it is only logged.
     */
    public void signalFailed(ObservedSubscription subscription, String signal, Throwable failure) {
        // In place of the subscription, which has ended, or is about to.
        ReportedLosses losses = ReportedLosses.of(subscription);
        Runnable line = () -> Log.signalFailed(busName, losses.subscription().name(), signal, failure);
        boolean submitted = notificationThread.submit(() -> {
            line.run();
            Subscription ended = losses.subscription();
            notifyListeners(listener -> listener.onFailed(ended, failure, 0));
        });
        if (!submitted) {
            logHere(line);
        }
    }

    /** Logs what the subscriber of a stream threw when it was refused: there is no subscription to name. */
    public void refusalFailed(Throwable failure) {
        log(() -> Log.refusalFailed(busName, failure));
    }

    /** Logs why a stream whose events were published has failed, or could not be published. */
    public void streamFailed(Throwable failure) {
        log(() -> Log.streamFailed(busName, failure));
    }

    /** Throws nothing. Once the bus is closed, on the calling thread: the notification thread has ended. */
    private void log(Runnable line) {
        if (!notificationThread.submit(line)) {
            logHere(line);
        }
    }

    private static void logHere(Runnable line) {
        try {
            line.run();
        } catch (Throwable broken) {
            // Logging itself fails, and no other thread is left to report it.
        }
    }

    /**
     * Logs what a carrier of context threw, at most every ten seconds. Called by publishers and handlers, so it throws
     * nothing.
     */
    public void carrierFailed(Throwable failure) {
        if (carrierReported.compareAndSet(false, true)) {
            notificationThread.execute(() -> Log.internal(busName, "a carrier of context threw", failure));
            allowAgainLater(carrierReported);
        }
    }

    private void allowAgainLater(AtomicBoolean reported) {
        try {
            scheduler.schedule(() -> reported.set(false), LOG_INTERVAL_NANOS);
        } catch (Throwable failed) {
            reported.set(false);
        }
    }

    private void notifyListeners(Consumer<BusListener> call) {
        Thread thread = Thread.currentThread();
        String name = thread.getName();
        int priority = thread.getPriority();
        ClassLoader loader = thread.getContextClassLoader();
        for (BusListener listener : listeners) {
            try {
                call.accept(listener);
            } catch (Throwable failure) {
                Log.listenerFailed(busName, failure);
            } finally {
                ThreadAttributes.restore(name, priority, loader);
            }
        }
    }
}
