package dev.eventbus.runtime;

import dev.eventbus.CloseReport;
import dev.eventbus.runtime.execution.Durations;
import dev.eventbus.runtime.execution.Trampoline;
import dev.eventbus.runtime.routing.BusState;
import dev.eventbus.runtime.routing.Router;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Closes a bus for all callers: the first runs the {@link CloseProcedure}; the others wait for it and get its report,
 * or a snapshot when their own time is up.
 */
final class Closing { // ADR 12: made by the first close

    private final BusState state;
    private final Router router;
    private final CloseProcedure procedure;
    private final Runnable release;
    private final CompletableFuture<CloseReport> closed = new CompletableFuture<>();
    // Who runs the procedure; a user's clock, scheduler or executor that it calls may call close again.
    private volatile @Nullable Thread closer;

    /** @param release is run when the bus is closed, whatever happened */
    Closing(BusState state, Router router, CloseProcedure procedure, Runnable release) {
        this.state = state;
        this.router = router;
        this.procedure = procedure;
        this.release = release;
    }

    /** Closes, or waits until another thread has. */
    CloseReport close(long timeoutNanos) {
        // What follows must not break off for want of stack, so that this does before anything has changed.
        Trampoline.requireStack();
        if (state.isOpen()) {
            // Before anybody can see that the bus is closed, since a publisher with a current route does not ask.
            router.stopCaching();
        }
        if (state.beginClosing()) {
            try {
                closer = Thread.currentThread();
                closed.complete(procedure.run(timeoutNanos, state::close));
            } finally {
                // Whatever a user's scheduler or thread factory threw, the bus is closed and no caller waits forever.
                state.close();
                release.run();
                router.invalidateAll();
                if (!closed.isDone()) {
                    closed.complete(procedure.snapshot());
                }
                closer = null;
            }
        }
        return reportOfFirstClose(timeoutNanos);
    }

    /** No longer than the first may take that has the same time. */
    private CloseReport reportOfFirstClose(long timeoutNanos) {
        if (!closed.isDone() && isWaitedForByClose()) {
            return procedure.snapshot();
        }
        Trampoline.beforeWaiting();
        try {
            return closed.get(
                    Durations.sum(timeoutNanos, CloseProcedure.MAX_AFTER_DRAINING_NANOS), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return procedure.snapshot();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return procedure.snapshot();
        } catch (ExecutionException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private boolean isWaitedForByClose() {
        return closer == Thread.currentThread() || state.isInsideHandler() || procedure.isCalledByNotificationThread();
    }

    /** Runs something once when the bus has been closed. */
    void whenClosed(Runnable action) {
        CompletionStage<CloseReport> end = closed;
        end.whenComplete((report, failure) -> action.run());
    }
}
