package dev.eventbus.runtime.execution;

import java.util.Deque;

/**
 * Keeps a thread from nesting tasks of buses without end. An executor may run a task in the thread that submits it; a
 * handler that publishes then runs the next handler inside its own call, and so on.
 *
 * <p>The nesting is limited. A task beyond the limit, or one for which the stack has too little room, is deferred: the
 * task around it runs it after its own work, at its own depth. So a chain of any length ends, and only its first links
 * see their effects before {@code publish} returns. A task that has no other around it is {@linkplain
 * DrainQueue#postpone postponed}.
 *
 * <p>A deferred task waits for its own thread. Code that is about to make that thread wait calls {@link #beforeWaiting}
 * first.
 *
 * <p>Threading: all of it concerns the current thread. Cost: nothing for a task that neither has another around it nor
 * runs inside a call of an executor; else some hundred calls that measure the stack.
 */
public final class Trampoline {

    /** How many tasks one thread may nest. */
    static final int MAX_NESTED = 32;

    /** How many times a thread may run deferred tasks before nested waits, each time one deeper than the limit. */
    private static final int MAX_NESTED_WAITS = 32;

    /** Calls that take more of the stack than what a bus does between one call of user code and the next. */
    private static final int CALLS_OF_A_TASK = 256;

    /** Calls that take more of it than starting a thread, or what else the JDK does under its locks. */
    private static final int CALLS_UNDER_A_LOCK = 96;

    private Trampoline() {}

    /** Begins a task, or defers or postpones it. */
    static boolean begin(Runnable task, HandlerStack handlers, DrainQueue drains) {
        if (handlers.nested < MAX_NESTED + handlers.waits && hasStack()) {
            handlers.nested++;
            return true;
        }
        if (handlers.nested > 0) {
            handlers.defer(task);
        } else {
            drains.postpone(task);
        }
        return false;
    }

    /** A task is over: runs what was deferred meanwhile, unless a task further out is doing so. */
    static void end(HandlerStack handlers) {
        if (!handlers.runningDeferred) {
            handlers.runningDeferred = true;
            try {
                runDeferred(handlers);
            } finally {
                handlers.runningDeferred = false;
            }
        }
    }

    /**
     * The current thread is about to wait: runs its deferred tasks, which may be what it waits for, and which no other
     * thread runs. Does nothing if it does so too deep already.
     *
     * @throws StackOverflowError if the stack has no room for waiting, on whose end others count
     */
    public static void beforeWaiting() {
        if (!hasStackForLocks()) {
            throw new StackOverflowError("The stack has no room for waiting.");
        }
        HandlerStack handlers = HandlerStack.current();
        if (handlers.hasDeferred() && handlers.waits < MAX_NESTED_WAITS) {
            handlers.waits++;
            try {
                runDeferred(handlers);
            } finally {
                handlers.waits--;
            }
        }
    }

    private static void runDeferred(HandlerStack handlers) {
        Deque<Runnable> deferred = handlers.deferred();
        for (Runnable task = deferred.poll(); task != null; task = deferred.poll()) {
            if (handlers.nested > 0 && !hasStack()) {
                // The task around this one has more.
                deferred.addFirst(task);
                return;
            }
            try {
                task.run();
            } catch (Throwable failure) {
                // A drain throws nothing; a failure of any other task must not keep drains from running.
                Thread current = Thread.currentThread();
                current.getUncaughtExceptionHandler().uncaughtException(current, failure);
            }
        }
    }

    /**
     * Refuses what must not break off half-way.
     *
     * @throws StackOverflowError if the stack has no room for what a bus does, apart from user code
     */
    public static void requireStack() {
        if (!hasStack()) {
            throw new StackOverflowError("The stack has no room for this call.");
        }
    }

    /** Whether the stack has room for what a bus does, apart from user code. */
    static boolean hasStack() {
        return hasStack(CALLS_OF_A_TASK);
    }

    /**
     * Whether it has room for starting a thread, scheduling something, and the like. Without, classes and locks of the
     * JDK would break permanently.
     */
    static boolean hasStackForLocks() {
        return hasStack(CALLS_UNDER_A_LOCK);
    }

    private static boolean hasStack(int calls) {
        try {
            return use(calls, 1, 2, 3, 4, 5, 6) != 0;
        } catch (StackOverflowError full) {
            return false;
        }
    }

    /**
     * Uses a hundred bytes of the stack for each call, compiled or not: its numbers are needed after the inner call.
     */
    private static long use(int calls, long a, long b, long c, long d, long e, long f) {
        long inner = calls == 0 ? a : use(calls - 1, b + f, c + a, d ^ b, e + c, f ^ d, a + e);
        return (inner ^ (a + b)) + (c ^ d) + (e ^ f) | 1;
    }
}
