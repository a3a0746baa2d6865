package dev.eventbus.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Closes a bus when a stage of its owner ends. A stage that goes on after the bus has been closed keeps nothing of it:
 * what waits for the stage is of the JDK alone, and is removed.
 */
final class CloseWhen implements BiConsumer<@Nullable Object, @Nullable Throwable> {

    // Null once it is closed.
    private final AtomicReference<@Nullable ChannelEventBus> bus;

    private CloseWhen(ChannelEventBus bus) {
        this.bus = new AtomicReference<>(bus);
    }

    /** Lets a bus be closed by the end of a stage, however that comes. */
    static void follow(CompletionStage<?> end, ChannelEventBus bus) {
        CloseWhen closing = new CloseWhen(bus);
        CompletableFuture<Object> closed = new CompletableFuture<>();
        firstOf(end, closed).whenComplete(closing);
        bus.whenClosed(() -> {
            closing.bus.set(null);
            closed.complete(null);
        });
    }

    /**
     * What ends with the first of the two; a future's list of those who wait for it forgets this with the second one
     * too.
     */
    private static CompletionStage<?> firstOf(CompletionStage<?> end, CompletableFuture<Object> closed) {
        @SuppressWarnings("unchecked") // the result is of no interest
        CompletionStage<Object> owners = (CompletionStage<Object>) end;
        try {
            return owners.applyToEither(closed, Function.identity());
        } catch (UnsupportedOperationException notWithOthers) {
            // A stage of the user's own, which may know no others.
            return end;
        }
    }

    @Override
    public void accept(@Nullable Object result, @Nullable Throwable failure) {
        ChannelEventBus open = bus.getAndSet(null);
        if (open != null) {
            open.closeLater();
        }
    }
}
