package dev.eventbus.runtime;

import dev.eventbus.CloseReport;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.execution.IdleSignal;
import dev.eventbus.runtime.execution.NotificationThread;
import dev.eventbus.runtime.report.Log;
import dev.eventbus.runtime.routing.SubscriptionTable;
import dev.eventbus.runtime.subscription.BusSubscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Closes a bus, once: drain, end, interrupt, report, stop the threads. Runs in the thread that called close. */
final class CloseProcedure {

    /** How long interrupted handlers are waited for, and threads to end: real time, since no scheduler moves them. */
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long THREADS_END_MILLIS = 1_000;

    /** How much longer than its time to drain closing may take. */
    static final long MAX_AFTER_DRAINING_NANOS = 3 * GRACE_NANOS + TimeUnit.MILLISECONDS.toNanos(THREADS_END_MILLIS);

    /** How much of the time to drain is kept for last attempts: a tenth of it, but not more than this. */
    private static final long MAX_FOR_LAST_ATTEMPTS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String busName;
    private final BusAssembly bus;
    private final SubscriptionTable table;
    private final BusThreads threads;
    private final NotificationThread notificationThread;
    private final IdleSignal idle;
    private final SystemExitThreads exiting = new SystemExitThreads();
    private boolean interrupted;

    CloseProcedure(String busName, BusAssembly bus) {
        this.busName = busName;
        this.bus = bus;
        this.table = bus.table;
        this.threads = bus.threads;
        this.notificationThread = threads.notificationThread();
        this.idle = bus.idle;
    }

    /**
     * Closes.
     *
     * @param stopPublishing is run when draining is over: from then on the bus's own handlers cannot publish either
     */
    CloseReport run(long timeoutNanos, Runnable stopPublishing) {
        long start = now();
        bus.registry.close();
        IdleCheck check = new IdleCheck(table, threads.drains(), bus.deadLetterPublisher, exiting, notificationThread);
        long forLastAttempts = Math.min(MAX_FOR_LAST_ATTEMPTS_NANOS, Math.max(0, timeoutNanos / 10));
        table.activeAndRetired().forEach(subscription -> subscription.beginClose(timeoutNanos - forLastAttempts));
        boolean drained = drain(check, timeoutNanos, forLastAttempts);
        if (!drained) {
            // The time was up, or the caller interrupted, before they were made; mostly they were.
            lastAttempts();
        }
        stopPublishing.run();

        List<BusSubscription> subscriptions = table.activeAndRetired();
        if (drained) {
            // A publisher that found the bus open may have been delayed since, and have offered only now: an event that
            // it saw accepted is delivered.
            subscriptions.forEach(BusSubscription::refuseEvents);
            drained = drain(check, timeoutNanos - (now() - start));
        }
        subscriptions.forEach(BusSubscription::endByClose);
        awaitPublishers(subscriptions);
        if (drained) {
            // Subscribers of streams are in onComplete, which is no reason to interrupt them.
            drain(check, timeoutNanos - (now() - start));
        }
        interruptHandlers(subscriptions, check);

        CloseReport report = CloseReport.of(
                Duration.ofNanos(Math.max(0, now() - start)),
                subscriptions.stream().map(Subscription::stats).toList(),
                running(subscriptions));
        stopThreads(subscriptions, report);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return report;
    }

    /** A scheduler that throws must not keep a bus from closing: then the report's time is not known. */
    private long now() {
        try {
            return threads.scheduler().nanoTime();
        } catch (Throwable broken) {
            Log.internal(busName, "its scheduler cannot tell the time", broken);
            return 0;
        }
    }

    /** Whether the caller is a thread that closing waits for, though not in a handler. */
    boolean isCalledByNotificationThread() {
        return notificationThread.isCurrent();
    }

    /** A report of a bus that another thread is closing, for a caller that must not wait for it. */
    CloseReport snapshot() {
        List<BusSubscription> subscriptions = table.activeAndRetired();
        return CloseReport.of(
                Duration.ZERO, subscriptions.stream().map(Subscription::stats).toList(), running(subscriptions));
    }

    /** Waits for the bus to be idle; returns whether it is. */
    private boolean drain(IdleCheck check, long timeoutNanos) {
        try {
            return idle.await(check, threads.scheduler(), timeoutNanos);
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        }
    }

    /**
     * Waits until publishers that waited for capacity have counted their lost events: some instructions, if they have a
     * CPU.
     */
    private void awaitPublishers(List<BusSubscription> subscriptions) {
        try {
            idle.awaitRealTime(() -> subscriptions.stream().noneMatch(BusSubscription::isWaitedFor), GRACE_NANOS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
    }

    /**
     * Waits for the bus to be idle, with last attempts when the time is nearly up; returns whether it is.
     */
    private boolean drain(IdleCheck check, long timeoutNanos, long forLastAttemptsNanos) {
        try {
            return idle.await(check, threads.scheduler(), timeoutNanos, this::lastAttempts, forLastAttemptsNanos);
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        }
    }

    private void lastAttempts() {
        table.activeAndRetired().forEach(BusSubscription::lastAttempts);
    }

    private void interruptHandlers(List<BusSubscription> subscriptions, IdleCheck check) {
        if (check.getAsBoolean() || threads.drains().isExternal()) {
            return;
        }
        // A worker of this bus has only ended subscriptions left to run, so an interrupt that comes too late for the
        // handler hits no other.
        for (Thread runner : runners(subscriptions)) {
            if (runner != Thread.currentThread() && !exiting.contains(runner)) {
                runner.interrupt();
            }
        }
        try {
            idle.awaitRealTime(check, GRACE_NANOS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
    }

    private static List<CloseReport.RunningHandler> running(List<BusSubscription> subscriptions) {
        return running(subscriptions, Set.of());
    }

    /** The handlers that are running, but for those in some threads. */
    private static List<CloseReport.RunningHandler> running(List<BusSubscription> subscriptions, Set<Thread> except) {
        List<CloseReport.RunningHandler> running = new ArrayList<>();
        for (BusSubscription subscription : subscriptions) {
            if (subscription.stats().inProgress() > 0) {
                for (Thread runner : subscription.runners()) {
                    if (except.contains(runner)) {
                        continue;
                    }
                    running.add(CloseReport.RunningHandler.of(
                            subscription.id(), subscription.name(), runner.getName(), List.of(runner.getStackTrace())));
                }
            }
        }
        return running;
    }

    private void stopThreads(List<BusSubscription> subscriptions, CloseReport report) {
        // A dependent of a stage, or the listener, may have called System.exit too.
        exiting.search(threads.known());
        Runnable logLines = logLines(subscriptions, report);
        if (notificationThread.isIn(exiting.threads())) {
            // The listener has called System.exit: no other thread writes the lines.
            logLines.run();
        } else {
            notificationThread.execute(() -> {
                bus.reporter.flush(subscriptions);
                logLines.run();
            });
        }
        subscriptions.forEach(BusSubscription::outliveBus);
        threads.stop();
        Set<Thread> cannotEnd = runners(subscriptions);
        cannotEnd.addAll(exiting.threads());
        try {
            threads.awaitEnd(cannotEnd, THREADS_END_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
    }

    /**
     * The log lines of the close: what was lost, and which handlers were not waited for. The handler that closes is
     * neither lost nor stuck: it will finish.
     */
    private Runnable logLines(List<BusSubscription> subscriptions, CloseReport report) {
        List<String> exits = exiting.subscriptions(subscriptions);
        long known = 0;
        for (BusSubscription subscription : subscriptions) {
            known += subscription.inHandOf(Thread.currentThread());
            for (Thread thread : exiting.threads()) {
                known += subscription.inHandOf(thread);
            }
        }
        long others = Math.max(0, report.inProgress() - known);
        Set<Thread> notStuck = new HashSet<>(exiting.threads());
        notStuck.add(Thread.currentThread());
        List<CloseReport.RunningHandler> stuck = others > 0 ? running(subscriptions, notStuck) : List.of();
        return () -> {
            if (!exits.isEmpty()) {
                Log.exits(busName, exits);
            }
            if (report.discarded() > 0 || others > 0) {
                Log.closedIncomplete(busName, report.discarded(), others, stuck);
            }
        };
    }

    /** The threads of handlers that have not returned. */
    private static Set<Thread> runners(List<BusSubscription> subscriptions) {
        Set<Thread> runners = new HashSet<>();
        for (BusSubscription subscription : subscriptions) {
            runners.addAll(subscription.runners());
        }
        return runners;
    }
}
