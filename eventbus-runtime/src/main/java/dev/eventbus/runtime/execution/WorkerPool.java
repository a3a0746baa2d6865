package dev.eventbus.runtime.execution;

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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The default executor: as many workers as the machine has processors take tasks from one queue, and a {@link Watchdog} gives
 * the place of a worker that is held up in its task to another, so that any number of handlers up to the limit may block or
 * spin without holding up the rest. Go's scheduler treats a thread in a system call like that.
 *
 * <p>A worker is <em>active</em> (it has a place), <em>detached</em> (it lost that in a task that takes long) or <em>resting</em>
 * (parked, and gone after a while). An active worker without a task searches for a moment before it rests; while one
 * searches, whoever brings a task wakes nobody, because waking costs the bringer more than the task.
 */
public final class WorkerPool implements Executor {

    /** How long a thread without work is kept. */
    static final long IDLE_MILLIS = 1_000;

    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);

    // About 5 us of looking, then some yields: a task that comes meanwhile needs no wake-up.
    private static final int SPINS = 100;
    private static final int YIELDS = 10;

    private final ThreadFactory threadFactory;
    private final int maxThreads;
    private final int places;
    private final Runnable beforeRest;
    private final Runnable onExhausted;
    private final Watchdog watchdog;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Set<Worker> workers = ConcurrentHashMap.newKeySet();
    // The one that came last is taken first: its caches are warm, and those at the other end can go.
    private final Deque<Worker> resting = new ConcurrentLinkedDeque<>();
    private final AtomicInteger threads = new AtomicInteger();
    private final AtomicInteger active = new AtomicInteger();
    private final AtomicInteger searching = new AtomicInteger();
    private volatile boolean stopped;

    /**
     * A pool of up to {@code maxThreads} threads, none of which is started yet.
     *
     * @param beforeRest is run by a worker that has found no task, before it rests
     * @param onExhausted is told when a task has to wait because all threads there may be are held up
     */
    public WorkerPool(ThreadFactory threadFactory, int maxThreads, Runnable beforeRest, Runnable onExhausted) {
        this.threadFactory = threadFactory;
        this.maxThreads = maxThreads;
        this.places = Math.min(Runtime.getRuntime().availableProcessors(), maxThreads);
        this.beforeRest = beforeRest;
        this.onExhausted = onExhausted;
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
        // A worker that stops searching looks at the tasks once more after it has said so.
        if (searching.get() == 0 && !giveFreePlace() && threads.get() == 0 && tasks.remove(task)) {
            throw new RejectedExecutionException("no thread can be started");
        }
    }

    /** Whether tasks wait for a worker. */
    public boolean hasWaiting() {
        return !tasks.isEmpty();
    }

    /**
     * Wakes or starts a worker if there is a place for one; else sees to it that the watchdog watches those who have them.
     *
     * @return false if a thread could not be started
     */
    private boolean giveFreePlace() {
        if (takePlace()) {
            return fillPlace();
        }
        watchdog.watch();
        return true;
    }

    /** Counts one more place as taken, if one is free. */
    private boolean takePlace() {
        for (int taken = active.get(); taken < places; taken = active.get()) {
            if (active.compareAndSet(taken, taken + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Puts a worker into a place that has been counted. */
    private boolean fillPlace() {
        Worker worker = resting.pollFirst();
        if (worker != null) {
            worker.wake();
            return true;
        }
        if (threads.incrementAndGet() <= maxThreads && start()) {
            return true;
        }
        threads.decrementAndGet();
        active.decrementAndGet();
        return false;
    }

    private boolean start() {
        Worker worker = new Worker();
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
     * Takes their places from workers that are held up, and gives them to others, as many as there are tasks for.
     *
     * @param heldUpNanos how long a task may run before its worker counts as held up
     * @param extra how many workers to add besides
     * @return whether no active worker got on with anything
     */
    boolean replaceHeldUp(long heldUpNanos, int extra) {
        long now = System.nanoTime();
        boolean allHeldUp = true;
        for (Worker worker : workers) {
            if (worker.isActive()) {
                if (worker.isHeldUp(now, heldUpNanos)) {
                    worker.detach();
                } else {
                    allHeldUp = false;
                }
            }
        }
        int wanted = Math.max(0, places - active.get()) + (allHeldUp ? extra : 0);
        for (int added = 0; added < wanted && hasWaiting(); added++) {
            active.incrementAndGet();
            if (!fillPlace()) {
                onExhausted.run();
                break;
            }
        }
        return allHeldUp;
    }

    /** Lets the threads end when their task does. */
    public void stop() {
        stopped = true;
        watchdog.stop();
        for (Worker worker = resting.pollFirst(); worker != null; worker = resting.pollFirst()) {
            active.incrementAndGet();
            worker.wake();
        }
    }

    /** A thread that runs tasks. */
    private final class Worker implements Runnable {

        /** Counted as active. */
        private static final int IN_PLACE = 0;
        /** In a task, and not counted any more. */
        private static final int DETACHED = 1;
        /** Without a task, and not counted. */
        private static final int RESTING = 2;

        private volatile @Nullable Thread thread;
        // Whoever changes it from IN_PLACE takes it out of the count.
        private final AtomicInteger place = new AtomicInteger(IN_PLACE);
        private final AtomicBoolean woken = new AtomicBoolean();
        // When the task began that it is running; 0 between tasks.
        private volatile long taskStart;

        @Override
        public void run() {
            try {
                do {
                    work();
                } while (rest());
            } finally {
                workers.remove(this);
                threads.decrementAndGet();
            }
        }

        /** Runs tasks until there are none, or others have all places. */
        private void work() {
            for (Runnable task = next(); task != null; task = next()) {
                if (!tasks.isEmpty() && searching.get() == 0) {
                    giveFreePlace();
                }
                taskStart = System.nanoTime() | 1;
                try {
                    task.run();
                } catch (Throwable failure) {
                    reportUncaught(failure);
                } finally {
                    taskStart = 0;
                    // An interrupt that a task left behind would keep the thread from parking.
                    Thread.interrupted();
                }
                if (place.get() == DETACHED && !regainPlace()) {
                    break;
                }
            }
            if (place.getAndSet(RESTING) == IN_PLACE) {
                active.decrementAndGet();
            }
        }

        private void reportUncaught(Throwable failure) {
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, failure);
        }

        private @Nullable Runnable next() {
            Runnable task = tasks.poll();
            return task != null ? task : search();
        }

        /** Looks for a while; one worker at a time is enough. */
        private @Nullable Runnable search() {
            if (stopped || !searching.compareAndSet(0, 1)) {
                return null;
            }
            Runnable found = null;
            for (int look = 0; look < SPINS + YIELDS && found == null; look++) {
                SpinThenYield.pause(look, SPINS);
                found = tasks.poll();
            }
            searching.set(0);
            // A task that came just before that line woke nobody.
            return found != null ? found : tasks.poll();
        }

        /** After a task that took long: back into a place, if one is free. */
        private boolean regainPlace() {
            boolean taken = takePlace();
            if (taken) {
                place.set(IN_PLACE);
            }
            return taken;
        }

        /** Waits for a place, which it has when this returns true; false if it has waited for long, or the pool has stopped. */
        private boolean rest() {
            beforeRest.run();
            woken.set(false);
            resting.addFirst(this);
            // Whoever brought a task before the line above may have seen all places taken, and nobody to wake.
            if ((!tasks.isEmpty() || stopped) && resting.remove(this)) {
                if (tasks.isEmpty()) {
                    return false;
                }
                active.incrementAndGet();
                place.set(IN_PLACE);
                return true;
            }
            long end = System.nanoTime() + IDLE_NANOS;
            while (!woken.get()) {
                LockSupport.parkNanos(this, Math.max(1, end - System.nanoTime()));
                if (System.nanoTime() - end >= 0 && !woken.get() && resting.remove(this)) {
                    return false;
                }
            }
            place.set(IN_PLACE);
            return true;
        }

        /** Ends its rest: into a place that has been counted. */
        void wake() {
            woken.set(true);
            LockSupport.unpark(thread);
        }

        boolean isActive() {
            return place.get() == IN_PLACE;
        }

        boolean isHeldUp(long now, long nanos) {
            long start = taskStart;
            return start != 0 && now - start > nanos;
        }

        /** Takes its place away. It notices after its task. */
        void detach() {
            if (place.compareAndSet(IN_PLACE, DETACHED)) {
                active.decrementAndGet();
            }
        }
    }
}
