package dev.eventbus.runtime.resilience;

import dev.eventbus.runtime.execution.DrainQueue;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calls of one subscription whose time is up, and that go on all the same.
 *
 * <p>Threading: any.
 */
final class OverrunCalls {

    private final RetryHost host;
    private final DrainQueue executor;
    private final Set<HandlerTimeout> overrun = ConcurrentHashMap.newKeySet();

    OverrunCalls(RetryHost host, DrainQueue executor) {
        this.host = host;
        this.executor = executor;
    }

    void add(HandlerTimeout timeout) {
        overrun.add(timeout);
    }

    void remove(HandlerTimeout timeout) {
        overrun.remove(timeout);
    }

    boolean isEmpty() {
        return overrun.isEmpty();
    }

    /**
     * Asks a stage to end. On another thread, since whatever depends on the stage runs in the thread that cancels it.
     */
    void cancel(PendingStage late) {
        executor.execute(late::cancel);
    }

    /** Reports a handler that ignores its interrupt. */
    void reportStuck(Thread thread, List<StackTraceElement> stack) {
        host.reportStuck(thread.getName(), stack);
    }
}
