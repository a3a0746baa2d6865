package dev.eventbus.stress;

import dev.eventbus.DeliveryMode;
import dev.eventbus.EventBus;
import dev.eventbus.PublishResult;
import dev.eventbus.Subscription;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A bus with one subscription at a time, which comes and goes while others publish: what is published after {@code
 * subscribe} has returned reaches it, what is published after {@code cancel} has returned does not, and the result
 * says so.
 */
public abstract class BusProof {

    // How many handlers the current thread has run.
    private static final ThreadLocal<int[]> RUNS = ThreadLocal.withInitial(() -> new int[1]);

    private final DeliveryMode mode;
    // Runs drains in the thread that wakes them.
    private final EventBus bus = EventBus.builder().executor(Runnable::run).build();
    private @Nullable Subscription subscription;

    BusProof(DeliveryMode mode) {
        this.mode = mode;
    }

    /** A publisher's: how many subscriptions accepted the event. */
    @Operation
    public int publish() {
        int before = RUNS.get()[0];
        PublishResult result = bus.publish("event");
        int runs = RUNS.get()[0] - before;
        if (result.dropped() != 0 || (mode == DeliveryMode.DIRECT && runs != result.accepted())) {
            throw new IllegalStateException(result + " with " + runs + " calls");
        }
        return result.accepted();
    }

    /** The subscriber's. */
    @Operation(nonParallelGroup = "subscriber")
    public void subscribe() {
        if (subscription == null) {
            subscription = bus.subscription(String.class).mode(mode).handle(event -> RUNS.get()[0]++);
        }
    }

    /** The subscriber's. */
    @Operation(nonParallelGroup = "subscriber")
    public void cancel() {
        if (subscription != null) {
            subscription.cancel();
            subscription = null;
        }
    }

    /** With a handler that runs in the publisher's thread. */
    public static final class Direct extends BusProof {

        /** Without a subscription. */
        public Direct() {
            super(DeliveryMode.DIRECT);
        }
    }

    /** With a channel. */
    public static final class Channel extends BusProof {

        /** Without a subscription. */
        public Channel() {
            super(DeliveryMode.CHANNEL);
        }
    }

    /** The same for one thread. */
    public static final class Specification {

        private int subscriptions;

        /** Without a subscription. */
        public Specification() {}

        /** How many subscriptions accepted the event. */
        public int publish() {
            return subscriptions;
        }

        /** There is one. */
        public void subscribe() {
            subscriptions = 1;
        }

        /** There is none. */
        public void cancel() {
            subscriptions = 0;
        }
    }
}
