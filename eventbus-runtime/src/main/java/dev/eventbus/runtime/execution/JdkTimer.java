package dev.eventbus.runtime.execution;

import dev.eventbus.BusScheduler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Delays by the JDK, which stand in for a user's scheduler that throws. */
final class JdkTimer {

    private JdkTimer() {}

    /** Runs a task later, on the JDK's common pool. */
    static BusScheduler.Cancellable schedule(Runnable task, long delayNanos) {
        // Not delayedExecutor(), whose tasks stay in the JDK's timer until their time. Completing a future before its
        // time takes it out of there; on older JDKs only if it does not complete with a failure.
        CompletableFuture<Boolean> due = new CompletableFuture<>();
        CompletionStage<Boolean> end = due.completeOnTimeout(true, delayNanos, TimeUnit.NANOSECONDS);
        end.thenAccept(isDue -> {
            if (isDue) {
                due.defaultExecutor().execute(task);
            }
        });
        return () -> due.complete(false);
    }
}
