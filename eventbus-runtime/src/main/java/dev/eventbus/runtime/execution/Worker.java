package dev.eventbus.runtime.execution;

import dev.eventbus.runtime.queue.Backoff;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread of a {@link WorkerPool}: takes tasks while it has a place among the active workers, then parks. */
final class Worker implements Runnable {

    /** Counted as active. */
    private static final int ACTIVE = 0;
    /** In a task, and not counted any more. */
    private static final int DETACHED = 1;
    /** Without a task, and not counted. */
    private static final int IDLE = 2;

    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(WorkerPool.IDLE_MILLIS);

    /** After so many short tasks in a row there is one worker too many; after so many long ones, one too few. */
    private static final int SHORT_TASKS = 64;

    private static final int LONG_TASKS = 8;

    private static final VarHandle TASK_START;

    static {
        try {
            TASK_START = MethodHandles.lookup().findVarHandle(Worker.class, "taskStart", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final WorkerPool pool;
    volatile @Nullable Thread thread;
    // The thread that changes it from ACTIVE takes the worker out of the count.
    private final AtomicInteger state = new AtomicInteger(ACTIVE);
    private final AtomicBoolean woken = new AtomicBoolean();
    // When the task began that it is running; 0 between tasks. Written without a fence: others who see an old value
    // take the worker for blocked, or not, until the next look.
    private volatile long taskStart;
    private volatile boolean ended;
    // What its thread had at the beginning: tasks run user code, which may change it.
    private String name = "";
    private int priority;
    private @Nullable ClassLoader contextClassLoader;
    // How many tasks in a row were long (above 0) or short (below 0).
    private int load;

    Worker(WorkerPool pool) {
        this.pool = pool;
    }

    private void setTaskStartOpaque(long nanos) {
        TASK_START.setOpaque(this, nanos);
    }

    // ---- Its thread

    @Override
    public void run() {
        Thread current = Thread.currentThread();
        name = current.getName();
        priority = current.getPriority();
        contextClassLoader = current.getContextClassLoader();
        try {
            do {
                runTasks();
            } while (awaitPlace());
        } finally {
            ended = true;
            pool.workers.remove(this);
            pool.threads.decrementAndGet();
            // After that line: a thread that submitted a task a moment ago may have counted on this one.
            pool.dispatchPending();
        }
    }

    /** Runs tasks until there are none, or others have all places. */
    private void runTasks() {
        load = 0;
        long start = System.nanoTime();
        for (Runnable task = next(); task != null; task = load > -SHORT_TASKS ? next() : null) {
            if (pool.hasPending() && pool.searching.get() == 0) {
                onBacklog();
            }
            setTaskStartOpaque(start | 1);
            try {
                task.run();
            } catch (Throwable failure) {
                reportUncaught(failure);
            } finally {
                setTaskStartOpaque(0);
                // An interrupt that a task left behind would keep the thread from parking.
                Thread.interrupted();
                ThreadAttributes.restore(name, priority, contextClassLoader);
            }
            if (state.get() == DETACHED && !regainPlace()) {
                break;
            }
            long end = System.nanoTime();
            updateLoad(end - start);
            start = end;
        }
        if (state.getAndSet(IDLE) == ACTIVE) {
            pool.active.decrementAndGet();
        }
    }

    /** Tasks are pending: activates another worker if they have been for some tasks; else the watchdog watches them. */
    private void onBacklog() {
        if (load >= LONG_TASKS) {
            load = 0;
            pool.activateWorker();
        } else {
            pool.watchdog.watch();
        }
    }

    private void updateLoad(long nanos) {
        if (nanos > WorkerPool.BUSY_NANOS || pool.hasBacklog()) {
            load = Math.max(load, 0) + 1;
        } else if (pool.active.get() > 1) {
            load = Math.min(load, 0) - 1;
        } else {
            load = 0;
        }
    }

    private static void reportUncaught(Throwable failure) {
        Thread current = Thread.currentThread();
        current.getUncaughtExceptionHandler().uncaughtException(current, failure);
    }

    private @Nullable Runnable next() {
        Runnable task = pool.tasks.poll();
        return task != null ? task : search();
    }

    /**
     * Looks for about 5 us, so that a task that comes meanwhile needs no wake-up; one worker at a time is enough. A
     * thread that yields would be slower to wake.
     */
    private @Nullable Runnable search() {
        if (pool.stopped || !pool.searching.compareAndSet(0, 1)) {
            return null;
        }
        Runnable found = null;
        for (int look = 0; look < Backoff.SPINS && found == null; look++) {
            Thread.onSpinWait();
            found = pool.tasks.poll();
        }
        pool.searching.set(0);
        // A task that came just before that line woke nobody.
        return found != null ? found : pool.tasks.poll();
    }

    /** After a task that took long: back into a place, if one is free. */
    private boolean regainPlace() {
        boolean taken = pool.takePlace();
        if (taken) {
            enterPlace();
        }
        return taken;
    }

    /**
     * Waits for a place among the active workers.
     *
     * @return whether it has one; false if it has waited for long, or the pool has stopped
     */
    private boolean awaitPlace() {
        pool.drains.runPostponed();
        woken.set(false);
        pool.idleWorkers.addFirst(this);
        // A thread that submitted a task before the line above may have counted on this worker.
        if (pool.stopped ? pool.idleWorkers.remove(this) : isNeeded() && pool.idleWorkers.remove(this)) {
            if (!pool.hasPending()) {
                return false;
            }
            pool.active.incrementAndGet();
            enterPlace();
            return true;
        }
        long end = System.nanoTime() + IDLE_NANOS;
        while (!woken.get()) {
            LockSupport.parkNanos(this, Math.max(1, end - System.nanoTime()));
            if (System.nanoTime() - end >= 0 && !woken.get() && pool.idleWorkers.remove(this)) {
                return false;
            }
        }
        enterPlace();
        return true;
    }

    /** Whether tasks are pending and no worker is active; ensures that the watchdog watches those that are. */
    private boolean isNeeded() {
        if (!pool.hasPending()) {
            return false;
        }
        if (pool.active.get() == 0) {
            return true;
        }
        pool.watchdog.watch();
        return false;
    }

    /** Takes a place that has been counted. */
    private void enterPlace() {
        state.set(ACTIVE);
        pool.workers.add(this);
    }

    // ---- Other threads

    /** Gives a parked worker a place that has been counted. */
    void wake() {
        woken.set(true);
        LockSupport.unpark(thread);
    }

    boolean isActive() {
        return state.get() == ACTIVE;
    }

    boolean isInTaskFor(long now, long nanos) {
        long start = taskStart;
        return start != 0 && now - start > nanos;
    }

    /**
     * Whether it has been in its task for longer than is expected.
     *
     * @param waitingNanos for a thread that waits
     * @param runnableNanos for one that runs, or waits for a CPU
     */
    boolean isBlocked(long now, long waitingNanos, long runnableNanos) {
        Thread running = thread;
        return running != null
                && isInTaskFor(now, waitingNanos)
                && (running.getState() != Thread.State.RUNNABLE || isInTaskFor(now, runnableNanos));
    }

    /** Takes its place away. It notices after its task. */
    void detach() {
        // First: once it is detached, it may find a place again and put itself back.
        pool.workers.remove(this);
        if (state.compareAndSet(ACTIVE, DETACHED)) {
            pool.active.decrementAndGet();
        } else {
            pool.workers.add(this);
            if (ended) {
                pool.workers.remove(this);
            }
        }
    }
}
