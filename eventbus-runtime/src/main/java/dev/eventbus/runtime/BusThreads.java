package dev.eventbus.runtime;

import dev.eventbus.BusScheduler;
import dev.eventbus.runtime.execution.BusThreadFactory;
import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.NoticeThread;
import dev.eventbus.runtime.execution.TimerThread;
import dev.eventbus.runtime.execution.WorkerPool;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** All threads of one bus: workers, the timer, the notice thread. None is started before there is work for it. */
final class BusThreads {

    private final ThreadFactory threadFactory;
    private final @Nullable TimerThread ownTimer;
    private final BusScheduler scheduler;
    private final DrainQueue drains;
    private final @Nullable WorkerPool ownWorkers;
    private final NoticeThread noticeThread;

    BusThreads(BusSettings settings, Runnable onThreadsExhausted) {
        threadFactory =
                settings.threadFactory() != null ? settings.threadFactory() : new BusThreadFactory(settings.name());
        ownTimer = settings.scheduler() == null ? new TimerThread(threadFactory) : null;
        scheduler = settings.scheduler() != null ? settings.scheduler() : Objects.requireNonNull(ownTimer);
        noticeThread = new NoticeThread(threadFactory);
        drains = new DrainQueue(scheduler, onThreadsExhausted);
        if (settings.executor() != null) {
            ownWorkers = null;
            drains.use(settings.executor(), true);
        } else {
            ownWorkers = new WorkerPool(threadFactory, settings.maxThreads(), drains::help);
            drains.use(ownWorkers, false);
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

    /** Starts a thread of the bus for something that may take long and happens once. */
    void start(Runnable task) {
        Thread thread = threadFactory.newThread(task);
        if (thread != null) {
            thread.start();
        }
    }

    /** Interrupts handlers that run in threads of the bus. Those in a user's executor are not ours to interrupt. */
    void interruptWorkers() {
        if (ownWorkers != null) {
            ownWorkers.interrupt();
        }
    }

    /** Lets all threads end when they have finished what they do. */
    void stop() {
        if (ownWorkers != null) {
            ownWorkers.stop();
        }
        if (ownTimer != null) {
            ownTimer.stop();
        }
        noticeThread.stop();
    }

    /** Waits for the workers to end, if nothing holds them up. */
    void awaitEnd(long timeoutMillis) throws InterruptedException {
        if (ownWorkers != null) {
            ownWorkers.awaitEnd(timeoutMillis);
        }
        noticeThread.awaitEnd(timeoutMillis);
        if (ownTimer != null) {
            ownTimer.awaitEnd(timeoutMillis);
        }
    }
}
