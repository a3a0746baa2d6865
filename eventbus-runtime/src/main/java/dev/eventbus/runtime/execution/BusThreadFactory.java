package dev.eventbus.runtime.execution;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes the threads of a bus: daemons named {@code eventbus-<bus>-<n>}, with the context class loader of whoever built the
 * bus and not of whoever happened to publish when a thread was needed.
 */
public final class BusThreadFactory implements ThreadFactory {

    private final String prefix;
    private final @Nullable ClassLoader contextClassLoader =
            Thread.currentThread().getContextClassLoader();
    private final AtomicLong number = new AtomicLong();

    /** A factory for the bus of this name; called by the thread that builds the bus. */
    public BusThreadFactory(String busName) {
        prefix = "eventbus-" + busName + "-";
    }

    @Override
    public Thread newThread(Runnable task) {
        // Without inheriting thread-locals: they would be those of a publisher.
        Thread thread = new Thread(null, task, prefix + number.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(contextClassLoader);
        return thread;
    }
}
