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
 * <p>Looked for while a bus waits for its handlers: not at once, since most closes take no time, and then less and less
 * often, since that takes the stacks of all threads: a DIRECT handler may be in any. A thread that was found stays.
 */
final class ExitingThreads {

    private static final long FIRST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Set<Thread> threads = new HashSet<>();
    private long start;
    // 0 until the first time that somebody asks for a look.
    private long nextLook;

    /** Looks for such threads, if it is time to. To be called again and again, by one thread. */
    void look() {
        if (nextLook == 0) {
            start = System.nanoTime();
            nextLook = FIRST_LOOK_NANOS;
        }
        long waited = System.nanoTime() - start;
        if (waited >= nextLook) {
            nextLook = 2 * waited;
            for (Map.Entry<Thread, StackTraceElement[]> thread :
                    Thread.getAllStackTraces().entrySet()) {
                if (isInExit(thread.getValue())) {
                    threads.add(thread.getKey());
                }
            }
        }
    }

    /** Looks among some threads, at once. */
    void lookAt(List<Thread> some) {
        for (Thread thread : some) {
            if (thread.isAlive() && isInExit(thread.getStackTrace())) {
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
