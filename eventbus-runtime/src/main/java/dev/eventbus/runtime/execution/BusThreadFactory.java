package dev.eventbus.runtime.execution;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Creates the threads of a bus: daemons named {@code eventbus-<bus>-<n>}, with the context class loader of the thread
 * that built the bus, and nothing of the publisher that happened to need a thread.
 */
public final class BusThreadFactory implements ThreadFactory {

    private final String prefix;
    private final @Nullable ClassLoader contextClassLoader =
            Thread.currentThread().getContextClassLoader();
    private final ThreadGroup group = Thread.currentThread().getThreadGroup();
    private final AtomicLong number = new AtomicLong();

    /** A factory for the bus of this name; called by the thread that builds the bus. */
    public BusThreadFactory(String busName) {
        prefix = "eventbus-" + busName + "-";
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // the normal one, so that a publisher's own is not inherited
    public Thread newThread(Runnable task) {
        // Without inheriting thread-locals: they would be those of a publisher.
        Thread thread = new Thread(group, task, prefix + number.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        thread.setPriority(Thread.NORM_PRIORITY);
        thread.setContextClassLoader(contextClassLoader);
        return thread;
    }
}
