package dev.eventbus.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Closes a bus when a stage of its owner completes. A stage that outlives the bus keeps nothing of it: only objects of
 * the JDK wait for the stage, and they are removed.
 */
final class CloseOnCompletion implements BiConsumer<@Nullable Object, @Nullable Throwable> {

    // Null once it is closed.
    private final AtomicReference<@Nullable ChannelEventBus> bus;

    private CloseOnCompletion(ChannelEventBus bus) {
        this.bus = new AtomicReference<>(bus);
    }

    /** Closes a bus when a stage completes, normally or not. */
    static void follow(CompletionStage<?> end, ChannelEventBus bus) {
        CloseOnCompletion closing = new CloseOnCompletion(bus);
        CompletableFuture<Object> closed = new CompletableFuture<>();
        firstOf(end, closed).whenComplete(closing);
        bus.whenClosed(() -> {
            closing.bus.set(null);
            closed.complete(null);
        });
    }

    /** Completes with the first of the two, and is removed from the dependents of both. */
    private static CompletionStage<?> firstOf(CompletionStage<?> end, CompletableFuture<Object> closed) {
        @SuppressWarnings("unchecked") // the result is of no interest
        CompletionStage<Object> owners = (CompletionStage<Object>) end;
        try {
            return owners.applyToEither(closed, Function.identity());
        } catch (UnsupportedOperationException notWithOthers) {
            // A stage of the user's own that cannot be combined with others.
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
