package dev.eventbus.runtime.subscription;

import dev.eventbus.DropReason;
import dev.eventbus.runtime.delivery.CarriedContext;
import dev.eventbus.runtime.delivery.Envelope;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one subscription has lost since it began.
 *
 * @param lost events by reason, all reasons present
 * @param failed failed deliveries
 * @param lastFailure what the handler threw last
 * @param lastRefusal what the filter or key function threw last
 */
public record LossReport(
        Map<DropReason, Long> lost,
        long failed,
        @Nullable Failure lastFailure,
        @Nullable Failure lastRefusal) {

    /**
     * What user code threw, and the context of the thread that had published the event.
     *
     * @param carried null if no context is carried
     */
    public record Failure(Throwable cause, @Nullable CarriedContext carried) {

        static Failure of(@Nullable Object item, Throwable cause) {
            return new Failure(cause, item instanceof Envelope envelope ? envelope.carried() : null);
        }

        /** Runs an action with the publisher's context, such as its MDC, restored in the current thread. */
        public void runInContext(Runnable action) {
            Runnable undo = carried == null ? () -> {} : carried.restore();
            try {
                action.run();
            } finally {
                undo.run();
            }
        }
    }
}
