package dev.eventbus.runtime.resilience;

import dev.eventbus.runtime.execution.DrainQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The stage that a handler returned. Its end and the thread that called the handler meet here: the one that comes
 * second lets the drain go on.
 */
public final class PendingStage implements BiConsumer<@Nullable Object, @Nullable Throwable> {

    /** Marks that compare by identity, and do nothing. */
    private enum Mark implements Runnable {
        PENDING,
        ENDED;

        @Override
        public void run() {}
    }

    // PENDING at first; then ENDED, or what goes on when the stage ends.
    private final AtomicReference<Runnable> next = new AtomicReference<>(Mark.PENDING);
    private final CompletionStage<?> stage;
    private final DrainQueue drains;
    private @Nullable Throwable failure;
    // Whether passing the end on has broken off, with stack or memory exhausted, and what it was about to run then:
    // PENDING if it had not come that far.
    private volatile boolean broken;
    private volatile Runnable interrupted = Mark.PENDING;

    private PendingStage(CompletionStage<?> stage, DrainQueue drains) {
        this.stage = stage;
        this.drains = drains;
    }

    /**
     * Begins to listen to a stage, which may have ended. What a stage of the user's own throws is thrown on.
     *
     * @param drains is marked as stranded if the end could not be passed on
     */
    public static PendingStage of(CompletionStage<?> stage, DrainQueue drains) {
        PendingStage pending = new PendingStage(stage, drains);
        stage.whenComplete(pending);
        return pending;
    }

    @Override
    public void accept(@Nullable Object result, @Nullable Throwable thrown) {
        failure = thrown;
        try {
            end();
        } catch (Throwable exhausted) {
            // The stage was ended deep down in a thread of the user's. It does not end again, so somebody else passes
            // it on.
            broken = true;
            drains.stranded = true;
        }
    }

    private void end() {
        Runnable goOn = next.getAndSet(Mark.ENDED);
        // Not twice, even if a stage of the user's own ends twice.
        if (!(goOn instanceof Mark)) {
            interrupted = goOn;
            goOn.run();
            interrupted = Mark.PENDING;
        }
    }

    /** Passes the stage's end on, if that has broken off. */
    public synchronized void endStranded() {
        if (broken) {
            broken = false;
            Runnable goOn = interrupted;
            if (goOn == Mark.PENDING) {
                end();
            } else {
                interrupted = Mark.PENDING;
                goOn.run();
            }
        }
    }

    /** Asks the stage to end, if it is one that can be asked. */
    public void cancel() {
        try {
            stage.toCompletableFuture().cancel(true);
        } catch (Throwable refused) {
            // A stage of the user's own need not be a future; then it ends when it does.
        }
    }

    /** Whether the stage has ended. */
    public boolean isEnded() {
        return next.get() == Mark.ENDED;
    }

    /**
     * Leaves the drain to the end of the stage.
     *
     * @param goOn is run in the thread that ends the stage
     * @return false if the stage has ended meanwhile; then {@code goOn} is not run
     */
    public boolean continueWith(Runnable goOn) {
        return next.compareAndSet(Mark.PENDING, goOn);
    }

    /** What the stage failed with; for a thread that has seen that it has ended. */
    @Nullable
    public Throwable failure() {
        return failure;
    }
}
