package dev.eventbus.runtime;

import dev.eventbus.BusScheduler;
import dev.eventbus.runtime.execution.BusThreadFactory;
import dev.eventbus.runtime.execution.CancellingScheduler;
import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.NotificationThread;
import dev.eventbus.runtime.execution.SafeTimer;
import dev.eventbus.runtime.execution.TimerThread;
import dev.eventbus.runtime.execution.TrackingThreadFactory;
import dev.eventbus.runtime.execution.WorkerPool;
import dev.eventbus.runtime.report.LossReporter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one bus: workers, the timer, the notification thread. None is started before there is work for it.
 *
 * <p>What goes wrong with workers is reported on the notification thread, so that the reporter is made in between.
 */
final class BusThreads implements BooleanSupplier, Runnable {

    private final ThreadFactory untrackedFactory;
    private final TrackingThreadFactory threadFactory;
    private final @Nullable TimerThread ownTimer;
    private final BusScheduler scheduler;
    private final SafeTimer timer;
    private final @Nullable CancellingScheduler closingScheduler;
    private final DrainQueue drains;
    private final @Nullable WorkerPool ownWorkers;
    private final NotificationThread notificationThread;
    private final LossReporter reporter;
    private volatile @Nullable ChannelEventBus reportedAtExit;

    BusThreads(BusSettings settings) {
        untrackedFactory =
                settings.threadFactory() != null ? settings.threadFactory() : new BusThreadFactory(settings.name());
        threadFactory = new TrackingThreadFactory(untrackedFactory);
        ownTimer = settings.scheduler() == null ? new TimerThread(threadFactory) : null;
        scheduler = settings.scheduler() != null ? settings.scheduler() : Objects.requireNonNull(ownTimer);
        closingScheduler = settings.scheduler() != null ? new CancellingScheduler(scheduler) : null;
        timer = new SafeTimer(scheduler);
        SafeTimer closingTimer = closingScheduler != null ? new SafeTimer(closingScheduler) : timer;
        notificationThread = new NotificationThread(threadFactory, closingTimer);
        reporter = new LossReporter(
                settings.name(),
                settings.executor() != null ? 0 : settings.maxThreads(),
                settings.listeners(),
                closingScheduler(),
                notificationThread);
        drains = new DrainQueue(closingTimer, reporter);
        if (settings.executor() != null) {
            ownWorkers = null;
            drains.use(settings.executor());
        } else {
            ownWorkers = new WorkerPool(threadFactory, settings.maxThreads(), drains);
            drains.use(ownWorkers);
        }
    }

    BusScheduler scheduler() {
        return scheduler;
    }

    /** The same, for tasks that must run even if it throws. */
    SafeTimer timer() {
        return timer;
    }

    /**
     * The same for tasks of the bus as a whole: it drops them when the threads are stopped.
     */
    BusScheduler closingScheduler() {
        return closingScheduler != null ? closingScheduler : scheduler;
    }

    DrainQueue drains() {
        return drains;
    }

    NotificationThread notificationThread() {
        return notificationThread;
    }

    LossReporter reporter() {
        return reporter;
    }

    /** Starts a thread of the bus for one task; {@link #awaitEnd} does not wait for it. */
    void start(Runnable task) {
        Thread thread = untrackedFactory.newThread(task);
        if (thread == null) {
            throw new IllegalStateException("The thread factory returned no thread.");
        }
        thread.start();
    }

    /** Whether the bus may be a part of the {@link ExitReport}. */
    boolean isReportedAtExit() {
        return reportedAtExit != null;
    }

    /** Lets a bus join the {@link ExitReport} with its first event. */
    void reportAtExit(ChannelEventBus bus) {
        reportedAtExit = bus;
    }

    /**
     * Called when the bus has channels and is about to get its first event.
     *
     * @return false if no thread could be started, so that this is to be called again
     */
    @Override
    public boolean getAsBoolean() { // ADR 12
        ChannelEventBus bus = reportedAtExit;
        if (bus == null) {
            return true;
        }
        try {
            // No daemon, so that the JVM waits for it: else a main that publishes and returns would be over before the
            // bus has joined. Without the inheritable thread-locals of the publisher.
            Thread joining = new Thread(null, this, "eventbus-exit-report", 0, false);
            joining.setDaemon(false);
            joining.setContextClassLoader(BusThreads.class.getClassLoader());
            threadFactory.remember(joining);
            joining.start();
            return true;
        } catch (Throwable noThread) {
            return false;
        }
    }

    /** Joins the {@link ExitReport}, in the thread that is started for the first event. */
    @Override
    public void run() { // ADR 12
        ChannelEventBus bus = reportedAtExit;
        if (bus != null) {
            ExitReport.join(bus);
        }
    }

    /** Stops all threads; each finishes its task first. */
    void stop() {
        drains.stop();
        if (ownWorkers != null) {
            ownWorkers.stop();
        }
        if (ownTimer != null) {
            ownTimer.stop();
        }
        if (closingScheduler != null) {
            closingScheduler.stop();
        }
        notificationThread.stop();
    }

    /** The threads that may be alive, and some that are not. */
    List<Thread> known() {
        return threadFactory.known();
    }

    /**
     * Waits for the threads to be gone.
     *
     * @param except those that cannot end now
     */
    void awaitEnd(Set<Thread> except, long timeoutMillis) throws InterruptedException {
        threadFactory.awaitEnd(except, timeoutMillis);
    }
}
