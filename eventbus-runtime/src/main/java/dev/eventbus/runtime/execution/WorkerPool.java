package dev.eventbus.runtime.execution;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Deque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The default executor: up to as many workers as the machine has CPUs take tasks from one queue, and a {@link Watchdog}
 * gives the place of a worker that is blocked in its task to another, so that any number of handlers up to the limit
 * may block or spin without delaying the rest. Go's scheduler treats a thread in a system call like that.
 *
 * <p>A {@link Worker} is <em>active</em> (it has a place), <em>detached</em> (it lost that in a task that takes long)
 * or
 * <em>idle</em> (parked, and gone after a while). An active worker without a task searches for a moment before it
 * parks; while one searches, a thread that submits a task wakes nobody, because waking costs it more than the task.
 * Workers come and go with the load: one whose tasks are long or are cut short wakes another, one whose tasks are short
 * leaves its place while others are active.
 */
public final class WorkerPool implements Executor {

    /** How long a thread without work is kept. */
    static final long IDLE_MILLIS = 1_000;

    private static final VarHandle BACKLOG;

    static {
        try {
            BACKLOG = MethodHandles.lookup().findVarHandle(WorkerPool.class, "backlog", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A worker that is in a task for longer is not expected to come to the next one soon. */
    static final long BUSY_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    private final ThreadFactory threadFactory;
    private final int maxThreads;
    private final int places;
    final DrainQueue drains;
    final Watchdog watchdog;

    final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    // All but those whose place was taken: publishers look through these, and handlers that block may be thousands.
    final Set<Worker> workers = ConcurrentHashMap.newKeySet();
    // The one that came last is taken first: its caches are warm, and those at the other end can go.
    final Deque<Worker> idleWorkers = new ConcurrentLinkedDeque<>();
    final AtomicInteger threads = new AtomicInteger();
    final AtomicInteger active = new AtomicInteger();
    final AtomicInteger searching = new AtomicInteger();
    // How many tasks in a row were cut short; by any worker, and roughly.
    private volatile int backlog;
    volatile boolean stopped;

    /**
     * A pool of up to {@code maxThreads} threads, none of which is started yet.
     *
     * @param drains gets {@linkplain DrainQueue#runPostponed help} from a worker that has found no task, before it
     *     parks, and {@linkplain DrainQueue#countThreadsExhausted counts} tasks that have to wait because all threads
     *     there may be are blocked
     */
    public WorkerPool(ThreadFactory threadFactory, int maxThreads, DrainQueue drains) {
        this.threadFactory = threadFactory;
        this.maxThreads = maxThreads;
        this.places = Math.min(Runtime.getRuntime().availableProcessors(), maxThreads);
        this.drains = drains;
        this.watchdog = new Watchdog(threadFactory, this);
    }

    /**
     * Runs a task soon.
     *
     * @throws RejectedExecutionException if the pool has been stopped, or has no thread and cannot start one
     */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (stopped && tasks.remove(task)) {
            throw new RejectedExecutionException("stopped");
        }
        // A worker that stops searching looks at the tasks once more after that.
        if (searching.get() == 0 && !ensureWorker() && threads.get() == 0) {
            boolean removed = tasks.remove(task);
            // Others may have counted on the thread that could not be started.
            for (Runnable other = tasks.poll(); other != null; other = tasks.poll()) {
                drains.postpone(other);
            }
            if (removed) {
                throw new RejectedExecutionException("no thread can be started");
            }
        }
    }

    /**
     * Ensures that a task that was just submitted is run soon: by an active worker, if one finishes its own task
     * quickly. Another is woken only if not, because that costs the submitting thread more than the task, and workers
     * with little to do delay each other and the publishers.
     *
     * @return false if a thread was needed and could not be started
     */
    private boolean ensureWorker() {
        if (active.get() == 0 || (active.get() < places && allAreBusy())) {
            return activateWorker();
        }
        watchdog.watch();
        return true;
    }

    private boolean allAreBusy() {
        long now = System.nanoTime();
        for (Worker worker : workers) {
            if (worker.isActive() && !worker.isInTaskFor(now, BUSY_NANOS)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Queues a task again, behind the others; called by the task at its end.
     *
     * @param cutShort whether it has left work
     */
    void requeue(Runnable task, boolean cutShort) {
        setBacklogOpaque(cutShort ? backlog + 1 : 0);
        tasks.add(task);
    }

    private void setBacklogOpaque(int tasksCutShort) {
        BACKLOG.setOpaque(this, tasksCutShort);
    }

    /** Whether the last task that was queued again had left work. */
    boolean hasBacklog() {
        return backlog > 0;
    }

    /** A thread could not be started that pending tasks may count on, including those that others have submitted. */
    void onThreadStartFailed() {
        if (hasPending()) {
            drains.scheduleRetry();
        }
    }

    /** Ensures that pending tasks are run soon, if there is a thread for them by now. */
    void dispatchPending() {
        if (hasPending() && !stopped) {
            ensureWorker();
        }
    }

    /** Whether tasks wait for a worker. */
    boolean hasPending() {
        return !tasks.isEmpty();
    }

    /**
     * Wakes or starts a worker if there is a place for one; else ensures that the watchdog watches the active ones.
     *
     * @return false if a thread could not be started
     */
    boolean activateWorker() {
        if (takePlace()) {
            return fillPlace();
        }
        watchdog.watch();
        return true;
    }

    /** Counts one more place as taken, if one is free. */
    boolean takePlace() {
        return incrementUpTo(places, active);
    }

    /** Never above the limit, not even for a moment: a thread that finds the limit reached counts on all of them. */
    private static boolean incrementUpTo(int limit, AtomicInteger count) {
        for (int counted = count.get(); counted < limit; counted = count.get()) {
            if (count.compareAndSet(counted, counted + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Puts a worker into a place that has been counted. */
    private boolean fillPlace() {
        Worker worker = idleWorkers.pollFirst();
        if (worker != null) {
            worker.wake();
            return true;
        }
        if (!incrementUpTo(maxThreads, threads)) {
            active.decrementAndGet();
            return false;
        }
        if (!startWorker()) {
            threads.decrementAndGet();
            active.decrementAndGet();
            // After those lines: others may have counted on this thread.
            onThreadStartFailed();
            return false;
        }
        return true;
    }

    private boolean startWorker() {
        if (!Trampoline.hasStackForLocks()) {
            return false;
        }
        Worker worker = new Worker(this);
        try {
            Thread thread = threadFactory.newThread(worker);
            if (thread == null) {
                return false;
            }
            worker.thread = thread;
            workers.add(worker);
            thread.start();
            return true;
        } catch (Throwable noThread) {
            workers.remove(worker);
            return false;
        }
    }

    // ---- For the watchdog

    /**
     * Takes the places of workers that are blocked, and gives them to others, as many as there are tasks for.
     *
     * @param waitingNanos how long a worker whose thread waits may be in a task before it counts as blocked
     * @param runnableNanos how long one that may be running, or waiting for a CPU
     * @param extra how many workers to add besides
     * @return whether no active worker made progress
     */
    boolean replaceBlocked(long waitingNanos, long runnableNanos, int extra) {
        long now = System.nanoTime();
        boolean allBlocked = true;
        for (Worker worker : workers) {
            if (worker.isActive()) {
                if (worker.isBlocked(now, waitingNanos, runnableNanos)) {
                    worker.detach();
                } else {
                    allBlocked = false;
                }
            }
        }
        int wanted = Math.max(0, places - active.get()) + (allBlocked ? extra : 0);
        for (int added = 0; added < wanted && hasPending(); added++) {
            active.incrementAndGet();
            if (!fillPlace()) {
                drains.countThreadsExhausted();
                break;
            }
        }
        return allBlocked;
    }

    /** Ends each thread when its task does. */
    public void stop() {
        stopped = true;
        watchdog.stop();
        for (Worker worker = idleWorkers.pollFirst(); worker != null; worker = idleWorkers.pollFirst()) {
            active.incrementAndGet();
            worker.wake();
        }
    }
}
