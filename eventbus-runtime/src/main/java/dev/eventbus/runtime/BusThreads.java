package dev.eventbus.runtime;

import dev.eventbus.BusScheduler;
import dev.eventbus.runtime.execution.BusThreadFactory;
import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.NoticeThread;
import dev.eventbus.runtime.execution.TimerThread;
import dev.eventbus.runtime.execution.TrackedThreads;
import dev.eventbus.runtime.execution.WorkerPool;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** All threads of one bus: workers, the timer, the notice thread. None is started before there is work for it. */
final class BusThreads {

    private final ThreadFactory untrackedFactory;
    private final TrackedThreads threadFactory;
    private final @Nullable TimerThread ownTimer;
    private final BusScheduler scheduler;
    private final DrainQueue drains;
    private final @Nullable WorkerPool ownWorkers;
    private final NoticeThread noticeThread;

    BusThreads(BusSettings settings, Runnable onThreadsExhausted) {
        untrackedFactory =
                settings.threadFactory() != null ? settings.threadFactory() : new BusThreadFactory(settings.name());
        threadFactory = new TrackedThreads(untrackedFactory);
        ownTimer = settings.scheduler() == null ? new TimerThread(threadFactory) : null;
        scheduler = settings.scheduler() != null ? settings.scheduler() : Objects.requireNonNull(ownTimer);
        noticeThread = new NoticeThread(threadFactory, scheduler);
        drains = new DrainQueue(scheduler, onThreadsExhausted);
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

    DrainQueue drains() {
        return drains;
    }

    NoticeThread noticeThread() {
        return noticeThread;
    }

    /** Starts a thread of the bus for something that happens once; {@link #awaitEnd} does not wait for it. */
    void start(Runnable task) {
        Thread thread = untrackedFactory.newThread(task);
        if (thread == null) {
            throw new IllegalStateException("The thread factory gave no thread.");
        }
        thread.start();
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
