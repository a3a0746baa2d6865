package dev.eventbus.runtime;

import dev.eventbus.CloseReport;
import dev.eventbus.runtime.execution.Durations;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The end of a bus for all who close it: the first runs the {@link CloseProcedure}, the others wait for it and get its
 * report, or what there is to report when their own time is up. Made when somebody first asks for the end, so that a
 * bus starts without.
 */
final class Closing {

    private final BusState state;
    private final SubscriptionRegistry registry;
    private final CloseProcedure procedure;
    private final Runnable outdateRoutes;
    private final Runnable letGo;
    private final CompletableFuture<CloseReport> closed = new CompletableFuture<>();
    // Who runs the procedure; a user's clock, scheduler or executor that it calls may call close again.
    private volatile @Nullable Thread closer;

    /**
     * Nobody has closed yet.
     *
     * @param outdateRoutes sends publishers that keep a route to look at the state
     * @param letGo is run when the bus is closed, whatever happened
     */
    Closing(
            BusState state,
            SubscriptionRegistry registry,
            CloseProcedure procedure,
            Runnable outdateRoutes,
            Runnable letGo) {
        this.state = state;
        this.registry = registry;
        this.procedure = procedure;
        this.outdateRoutes = outdateRoutes;
        this.letGo = letGo;
    }

    /** Closes, or waits until somebody else has. */
    CloseReport close(long timeoutNanos) {
        if (state.beginClosing()) {
            closer = Thread.currentThread();
            outdateRoutes.run();
            try {
                closed.complete(procedure.run(timeoutNanos, state::close));
            } finally {
                // Whatever a user's scheduler or thread factory threw, the bus is closed and nobody waits for ever.
                state.close();
                letGo.run();
                outdateRoutes.run();
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
        try {
            return closed.get(
                    Durations.sum(timeoutNanos, CloseProcedure.MOST_AFTER_DRAINING_NANOS), TimeUnit.NANOSECONDS);
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
        return closer == Thread.currentThread() || registry.isInsideHandler() || procedure.isCalledByNoticeThread();
    }

    /** Runs something once when the bus has been closed. */
    void whenClosed(Runnable action) {
        CompletionStage<CloseReport> end = closed;
        end.whenComplete((report, failure) -> action.run());
    }
}
