package dev.eventbus.runtime.delivery;

import dev.eventbus.ContextCarrier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What belonged to the publisher's thread when it published an event, to be put in place around the handler.
 *
 * <p>Threading: made by the publisher; {@link #restore} by any thread that runs a handler, several at once. Failure:
 * carriers are user code; what one throws is reported to {@link ContextCarriers}, and costs what it carries and nothing
 * else.
 */
public final class CarriedContext {

    private final ContextCarriers carriers;
    // One for each carrier; null where it had nothing to carry.
    private final @Nullable Object[] captured;

    CarriedContext(ContextCarriers carriers, @Nullable Object[] captured) {
        this.carriers = carriers;
        this.captured = captured;
    }

    /**
     * Puts it in place in the current thread.
     *
     * @return puts back what was there before; to be run in the same thread, and throws nothing
     */
    public Runnable restore() {
        List<Runnable> undoes = new ArrayList<>(captured.length);
        for (int i = 0; i < captured.length; i++) {
            Object value = captured[i];
            if (value != null) {
                try {
                    undoes.add(carriers.carrier(i).restore(value));
                } catch (Throwable failure) {
                    carriers.failed(failure);
                }
            }
        }
        return () -> undo(undoes);
    }

    private void undo(List<Runnable> undoes) {
        for (int i = undoes.size() - 1; i >= 0; i--) {
            try {
                undoes.get(i).run();
            } catch (Throwable failure) {
                carriers.failed(failure);
            }
        }
    }

    /** All carriers of a bus. */
    public static final class ContextCarriers {

        private final ContextCarrier[] carriers;
        private final FailureListener onFailure;

        /** Notified of what a carrier threw; in any thread, so that it only takes note. */
        @FunctionalInterface
        public interface FailureListener {

            /** A carrier threw. */
            void failed(Throwable failure);
        }

        /** Carriers, at least one, in the order in which they are asked. */
        public ContextCarriers(List<ContextCarrier> carriers, FailureListener onFailure) {
            this.carriers = carriers.toArray(new ContextCarrier[0]);
            this.onFailure = onFailure;
        }

        /** What the current thread's context is; null if there is nothing to carry. */
        public @Nullable CarriedContext capture() {
            @Nullable Object[] captured = new Object[carriers.length];
            boolean any = false;
            for (int i = 0; i < carriers.length; i++) {
                try {
                    captured[i] = carriers[i].capture();
                } catch (Throwable failure) {
                    failed(failure);
                }
                any |= captured[i] != null;
            }
            return any ? new CarriedContext(this, captured) : null;
        }

        private ContextCarrier carrier(int number) {
            return carriers[number];
        }

        private void failed(Throwable failure) {
            onFailure.failed(failure);
        }
    }
}
