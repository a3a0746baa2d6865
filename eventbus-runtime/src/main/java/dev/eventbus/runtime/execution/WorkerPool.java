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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The default executor: up to as many workers as the machine has processors take tasks from one queue, and a {@link Watchdog} gives
 * the place of a worker that is held up in its task to another, so that any number of handlers up to the limit may block or
 * spin without holding up the rest. Go's scheduler treats a thread in a system call like that.
 *
 * <p>A worker is <em>active</em> (it has a place), <em>detached</em> (it lost that in a task that takes long) or <em>resting</em>
 * (parked, and gone after a while). An active worker without a task searches for a moment before it rests; while one
 * searches, whoever brings a task wakes nobody, because waking costs the bringer more than the task. Workers come and go with
 * what there is to do: one whose tasks are long or are cut short wakes another, one whose tasks are short leaves its place while
 * others are active.
 */
public final class WorkerPool implements Executor {

    /** How long a thread without work is kept. */
    static final long IDLE_MILLIS = 1_000;

    private static final VarHandle TASK_START;
    private static final VarHandle BACKLOG;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            TASK_START = lookup.findVarHandle(Worker.class, "taskStart", long.class);
            BACKLOG = lookup.findVarHandle(WorkerPool.class, "backlog", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);

    // About 5 us of looking: a task that comes meanwhile needs no wake-up. A thread that yields would be slower to
    // wake.
    private static final int SPINS = 100;

    /** A worker that is in a task for longer is not expected to come to the next one soon. */
    private static final long BUSY_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    /** So many tasks in a row that have done little, or much, show that a worker is too many, or that one more is needed. */
    private static final int SHORT_TASKS = 64;

    private static final int LONG_TASKS = 8;

    private final ThreadFactory threadFactory;
    private final int maxThreads;
    private final int places;
    private final DrainQueue drains;
    private final Watchdog watchdog;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    // All but those whose place was taken: publishers look through these, and handlers that block may be thousands.
    private final Set<Worker> workers = ConcurrentHashMap.newKeySet();
    // The one that came last is taken first: its caches are warm, and those at the other end can go.
    private final Deque<Worker> resting = new ConcurrentLinkedDeque<>();
    private final AtomicInteger threads = new AtomicInteger();
    private final AtomicInteger active = new AtomicInteger();
    private final AtomicInteger searching = new AtomicInteger();
    // How many tasks in a row were cut short; by any worker, and roughly.
    private volatile int backlog;
    private volatile boolean stopped;

    /**
     * A pool of up to {@code maxThreads} threads, none of which is started yet.
     *
     * @param drains gets {@linkplain DrainQueue#help help} from a worker that has found no task, before it rests, and is
     *     {@linkplain DrainQueue#exhausted told} when a task has to wait because all threads there may be are held up
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
        // A worker that stops searching looks at the tasks once more after it has said so.
        if (searching.get() == 0 && !getMoving() && threads.get() == 0) {
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
     * Sees to it that a task that has just come is run soon: by an active worker, if one is through with its own quickly. Another
     * is woken only if not, because that costs whoever brings the task more than the task, and workers that have little to do are
     * in each other's way and in that of the publishers.
     *
     * @return false if a thread was needed and could not be started
     */
    private boolean getMoving() {
        if (active.get() == 0 || (active.get() < places && allAreBusy())) {
            return giveFreePlace();
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
     * Runs a task once more, after others; for a task, at its end.
     *
     * @param cutShort whether it has left work
     */
    void executeAgain(Runnable task, boolean cutShort) {
        BACKLOG.setOpaque(this, cutShort ? backlog + 1 : 0);
        tasks.add(task);
    }

    /** A thread could not be started that tasks may count on, those that others bring included. */
    void lacksThread() {
        if (hasWaiting()) {
            drains.scheduleRetry();
        }
    }

    /** Sees to it that tasks that wait are run soon, if there is a thread for them by now. */
    void lookAfterWaiting() {
        if (hasWaiting() && !stopped) {
            getMoving();
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
        return countOneMore(active, places);
    }

    /** Never too many, not for a moment either: whoever finds as many as there may be counts on all of them. */
    private static boolean countOneMore(AtomicInteger count, int most) {
        for (int counted = count.get(); counted < most; counted = count.get()) {
            if (count.compareAndSet(counted, counted + 1)) {
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
        if (!countOneMore(threads, maxThreads)) {
            active.decrementAndGet();
            return false;
        }
        if (!start()) {
            threads.decrementAndGet();
            active.decrementAndGet();
            // After those lines: others may have counted on this thread.
            lacksThread();
            return false;
        }
        return true;
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
     * @param blockedNanos how long a worker that is blocked may be in a task before it counts as held up
     * @param runningNanos how long one that may be running, or waiting for a processor
     * @param extra how many workers to add besides
     * @return whether no active worker got on with anything
     */
    boolean replaceHeldUp(long blockedNanos, long runningNanos, int extra) {
        long now = System.nanoTime();
        boolean allHeldUp = true;
        for (Worker worker : workers) {
            if (worker.isActive()) {
                if (worker.isHeldUp(now, blockedNanos, runningNanos)) {
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
                drains.exhausted();
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
        // When the task began that it is running; 0 between tasks. Written without a fence: others who see an old value
        // take the worker for held up, or not, until the next look.
        private volatile long taskStart;
        private volatile boolean ended;
        // What its thread had at the beginning: tasks run user code, which may change it.
        private String name = "";
        private int priority;
        private @Nullable ClassLoader contextClassLoader;
        // How many tasks in a row took long (above 0), or did little (below 0).
        private int load;

        @Override
        public void run() {
            Thread current = Thread.currentThread();
            name = current.getName();
            priority = current.getPriority();
            contextClassLoader = current.getContextClassLoader();
            try {
                do {
                    work();
                } while (rest());
            } finally {
                ended = true;
                workers.remove(this);
                threads.decrementAndGet();
                // After that line: whoever brought a task a moment ago may have counted on this thread.
                lookAfterWaiting();
            }
        }

        /** Runs tasks until there are none, or others have all places. */
        private void work() {
            load = 0;
            long start = System.nanoTime();
            for (Runnable task = next(); task != null; task = load > -SHORT_TASKS ? next() : null) {
                if (!tasks.isEmpty() && searching.get() == 0) {
                    helpIsWanted();
                }
                TASK_START.setOpaque(this, start | 1);
                try {
                    task.run();
                } catch (Throwable failure) {
                    reportUncaught(failure);
                } finally {
                    TASK_START.setOpaque(this, 0L);
                    // An interrupt that a task left behind would keep the thread from parking.
                    Thread.interrupted();
                    ThreadAttributes.restore(name, priority, contextClassLoader);
                }
                if (place.get() == DETACHED && !regainPlace()) {
                    break;
                }
                long end = System.nanoTime();
                weigh(end - start);
                start = end;
            }
            if (place.getAndSet(RESTING) == IN_PLACE) {
                active.decrementAndGet();
            }
        }

        /** Tasks wait: wakes another worker if it has been so for some tasks; else the watchdog looks after them. */
        private void helpIsWanted() {
            if (load >= LONG_TASKS) {
                load = 0;
                giveFreePlace();
            } else {
                watchdog.watch();
            }
        }

        /** Keeps in mind whether it has much to do. */
        private void weigh(long nanos) {
            if (nanos > BUSY_NANOS || backlog > 0) {
                load = Math.max(load, 0) + 1;
            } else if (active.get() > 1) {
                load = Math.min(load, 0) - 1;
            } else {
                load = 0;
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
            for (int look = 0; look < SPINS && found == null; look++) {
                Thread.onSpinWait();
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
                enterPlace();
            }
            return taken;
        }

        /** Waits for a place, which it has when this returns true; false if it has waited for long, or the pool has stopped. */
        private boolean rest() {
            drains.help();
            woken.set(false);
            resting.addFirst(this);
            // Whoever brought a task before the line above may have counted on this worker.
            if (stopped ? resting.remove(this) : isNeeded() && resting.remove(this)) {
                if (tasks.isEmpty()) {
                    return false;
                }
                active.incrementAndGet();
                enterPlace();
                return true;
            }
            long end = System.nanoTime() + IDLE_NANOS;
            while (!woken.get()) {
                LockSupport.parkNanos(this, Math.max(1, end - System.nanoTime()));
                if (System.nanoTime() - end >= 0 && !woken.get() && resting.remove(this)) {
                    return false;
                }
            }
            enterPlace();
            return true;
        }

        /** Whether tasks wait and no other worker is active; sees to it that the watchdog watches those who are. */
        private boolean isNeeded() {
            if (tasks.isEmpty()) {
                return false;
            }
            if (active.get() == 0) {
                return true;
            }
            watchdog.watch();
            return false;
        }

        /** Ends its rest: into a place that has been counted. */
        void wake() {
            woken.set(true);
            LockSupport.unpark(thread);
        }

        boolean isActive() {
            return place.get() == IN_PLACE;
        }

        boolean isInTaskFor(long now, long nanos) {
            long start = taskStart;
            return start != 0 && now - start > nanos;
        }

        boolean isHeldUp(long now, long blockedNanos, long runningNanos) {
            Thread running = thread;
            return running != null
                    && isInTaskFor(now, blockedNanos)
                    && (running.getState() != Thread.State.RUNNABLE || isInTaskFor(now, runningNanos));
        }

        /** Takes its place away. It notices after its task. */
        void detach() {
            // First: once it is detached, it may find a place again and put itself back.
            workers.remove(this);
            if (place.compareAndSet(IN_PLACE, DETACHED)) {
                active.decrementAndGet();
            } else {
                workers.add(this);
                if (ended) {
                    workers.remove(this);
                }
            }
        }

        /** Takes a place that has been counted. */
        private void enterPlace() {
            place.set(IN_PLACE);
            workers.add(this);
        }
    }
}
