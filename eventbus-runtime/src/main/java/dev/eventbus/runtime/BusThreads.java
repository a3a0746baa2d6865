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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** All threads of one bus: workers, the timer, the notice thread. None is started before there is work for it. */
final class BusThreads implements BooleanSupplier, Runnable {

    private final ThreadFactory untrackedFactory;
    private final TrackingThreadFactory threadFactory;
    private final @Nullable TimerThread ownTimer;
    private final BusScheduler scheduler;
    private final SafeTimer timer;
    private final @Nullable CancellingScheduler ofUser;
    private final DrainQueue drains;
    private final @Nullable WorkerPool ownWorkers;
    private final NotificationThread noticeThread;
    private volatile @Nullable ChannelEventBus reportedAtExit;

    BusThreads(BusSettings settings, Runnable onThreadsExhausted) {
        untrackedFactory =
                settings.threadFactory() != null ? settings.threadFactory() : new BusThreadFactory(settings.name());
        threadFactory = new TrackingThreadFactory(untrackedFactory);
        ownTimer = settings.scheduler() == null ? new TimerThread(threadFactory) : null;
        scheduler = settings.scheduler() != null ? settings.scheduler() : Objects.requireNonNull(ownTimer);
        ofUser = settings.scheduler() != null ? new CancellingScheduler(scheduler) : null;
        timer = new SafeTimer(scheduler);
        SafeTimer closingTimer = ofUser != null ? new SafeTimer(ofUser) : timer;
        noticeThread = new NotificationThread(threadFactory, closingTimer);
        drains = new DrainQueue(closingTimer, onThreadsExhausted);
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
     * The same for what concerns the whole bus and nothing else: it gives up its tasks when the threads are stopped.
     */
    BusScheduler closingScheduler() {
        return ofUser != null ? ofUser : scheduler;
    }

    DrainQueue drains() {
        return drains;
    }

    NotificationThread noticeThread() {
        return noticeThread;
    }

    /** Starts a thread of the bus for something that happens once; {@link #awaitEnd} does not wait for it. */
    void start(Runnable task) {
        Thread thread = untrackedFactory.newThread(task);
        if (thread == null) {
            throw new IllegalStateException("The thread factory returned no thread.");
        }
        thread.start();
    }

    /** Whether the bus may take part in the {@link ExitReport}. */
    boolean isReportedAtExit() {
        return reportedAtExit != null;
    }

    /** Lets the {@link ExitReport} tell of a bus, from its first event on. */
    void reportAtExit(ChannelEventBus bus) {
        reportedAtExit = bus;
    }

    /**
     * The bus has channels and is about to get its first event.
     *
     * @return false if no thread could be started, and this is to be told again
     */
    @Override
    public boolean getAsBoolean() {
        ChannelEventBus bus = reportedAtExit;
        if (bus == null) {
            return true;
        }
        try {
            // The JVM waits for it, since it is no daemon: a main that publishes and returns would else be over before
            // the bus takes part. Without anything of whoever happens to publish first.
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

    /** Lets the bus take part in the {@link ExitReport}: what the thread does that is started for the first event. */
    @Override
    public void run() {
        ChannelEventBus bus = reportedAtExit;
        if (bus != null) {
            ExitReport.join(bus);
        }
    }

    /** Lets all threads end when they have finished what they do. */
    void stop() {
        drains.stop();
        if (ownWorkers != null) {
            ownWorkers.stop();
        }
        if (ownTimer != null) {
            ownTimer.stop();
        }
        if (ofUser != null) {
            ofUser.stop();
        }
        noticeThread.stop();
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
