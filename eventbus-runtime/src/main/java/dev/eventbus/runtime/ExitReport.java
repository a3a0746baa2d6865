package dev.eventbus.runtime;

import dev.eventbus.runtime.report.Log;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Logs, when the JVM ends, how many accepted events are lost because their bus was not closed: its threads are daemons,
 * so that the loss would go unreported. There is one shutdown hook for all buses, from the first that joins until the
 * last has left.
 *
 * <p>Threading: any, under a lock. Memory: buses are known weakly; the hook keeps this class, and so its class loader,
 * as long as a bus takes part.
 */
final class ExitReport implements Runnable {

    /** How long a bus that may be closed by another hook, which runs at the same time, is waited for. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /**
     * How long the JVM's end waits for the report. Counting takes the locks of queues, whose holder may be in the
     * {@code equals} of a user's key, where it hangs, or has called {@code System.exit} and so waits for the hook.
     */
    private static final long MAX_MILLIS = 2_000;

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final Object LOCK = new Object();
    // Both guarded by the lock.
    private static final Set<ChannelEventBus> PARTICIPANTS = Collections.newSetFromMap(new WeakHashMap<>());
    private static @Nullable Thread hook;

    private ExitReport() {}

    /** A bus may have accepted events from now on. Does nothing if it has been closed. */
    static void join(ChannelEventBus bus) {
        synchronized (LOCK) {
            // A thread that closes the bus lets it leave after that.
            if (bus.isClosed()) {
                return;
            }
            PARTICIPANTS.add(bus);
            if (hook == null) {
                Thread made = new Thread(null, new ExitReport(), "eventbus-exit-report", 0, false);
                made.setContextClassLoader(ExitReport.class.getClassLoader());
                try {
                    Runtime.getRuntime().addShutdownHook(made);
                    hook = made;
                } catch (IllegalStateException shuttingDown) {
                    // The first publisher is a hook, or is cut off with its next instruction.
                    PARTICIPANTS.remove(bus);
                }
            }
        }
    }

    /** A bus has been closed. */
    static void leave(ChannelEventBus bus) {
        synchronized (LOCK) {
            Thread set = hook;
            if (PARTICIPANTS.remove(bus) && PARTICIPANTS.isEmpty() && set != null) {
                hook = null;
                ShutdownHook.remove(set);
            }
        }
    }

    @Override
    public void run() {
        try {
            Thread reporting = new Thread(null, new Reporting(), "eventbus-exit-report", 0, false);
            reporting.setDaemon(true);
            reporting.start();
            reporting.join(MAX_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable noThread) {
            // Nor is there memory for a line.
        }
    }

    private static final class Reporting implements Runnable {

        @Override
        public void run() {
            reportAll();
        }
    }

    private static void reportAll() {
        List<ChannelEventBus> buses;
        synchronized (LOCK) {
            buses = new ArrayList<>(PARTICIPANTS);
        }
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE_NANOS && anyHasPendingEvents(buses)) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        for (ChannelEventBus bus : buses) {
            if (!bus.isClosed()) {
                report(bus);
            }
        }
    }

    private static boolean anyHasPendingEvents(List<ChannelEventBus> buses) {
        for (ChannelEventBus bus : buses) {
            if (!bus.isClosed() && bus.pendingEvents().total() > 0) {
                return true;
            }
        }
        return false;
    }

    private static void report(ChannelEventBus bus) {
        try {
            PendingEvents pending = bus.pendingEvents();
            if (pending.total() > 0) {
                Log.pendingAtExit(bus.name(), pending.total(), pending.toString());
            }
        } catch (Throwable noLogging) {
            // A logging library may have ended before.
        }
    }
}
