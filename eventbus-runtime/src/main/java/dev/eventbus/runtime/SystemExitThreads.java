package dev.eventbus.runtime;

import dev.eventbus.runtime.subscription.BusSubscription;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads that have called {@link System#exit}. It does not return: it waits for the shutdown hooks, and so
 * possibly for a hook that closes a bus, which must not wait for a handler in such a thread.
 *
 * <p>A close searches for them while it waits for handlers: not at once, since most closes take no time, and then less
 * and less often, since a search takes the stacks of all threads: a DIRECT handler may be in any. A thread that was
 * found stays.
 */
final class SystemExitThreads {

    private static final long FIRST_SEARCH_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Set<Thread> threads = new HashSet<>();
    private long start;
    // 0 until the first call.
    private long nextSearch;

    /** Searches all threads, if it is time to. To be called again and again, by one thread. */
    void searchIfDue() {
        if (nextSearch == 0) {
            start = System.nanoTime();
            nextSearch = FIRST_SEARCH_NANOS;
        }
        long waited = System.nanoTime() - start;
        if (waited >= nextSearch) {
            nextSearch = 2 * waited;
            for (Map.Entry<Thread, StackTraceElement[]> thread :
                    Thread.getAllStackTraces().entrySet()) {
                if (isInExit(thread.getValue())) {
                    threads.add(thread.getKey());
                }
            }
        }
    }

    /**
     * Searches some threads of a bus, at once. Idle ones wait for a time, which an exit does not, and cost no stack
     * trace.
     */
    void search(List<Thread> some) {
        for (Thread thread : some) {
            if (thread.isAlive()
                    && thread.getState() != Thread.State.TIMED_WAITING
                    && isInExit(thread.getStackTrace())) {
                threads.add(thread);
            }
        }
    }

    private static boolean isInExit(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (frame.getMethodName().equals("exit") && frame.getClassName().equals(Runtime.class.getName())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a thread is one of them. */
    boolean contains(@Nullable Thread thread) {
        return thread != null && threads.contains(thread);
    }

    /** All of them. */
    Set<Thread> threads() {
        return threads;
    }

    /** How many calls of a subscription's handler are in one of them. */
    int runsOf(BusSubscription subscription) {
        int runs = 0;
        for (Thread thread : threads) {
            runs += subscription.runsOf(thread);
        }
        return runs;
    }

    /** The names of the subscriptions whose handlers are in one of them. */
    List<String> subscriptions(List<BusSubscription> all) {
        return all.stream()
                .filter(subscription -> runsOf(subscription) > 0)
                .map(BusSubscription::name)
                .distinct()
                .toList();
    }
}
