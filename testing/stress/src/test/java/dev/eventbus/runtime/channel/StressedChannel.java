package dev.eventbus.runtime.channel;

import dev.eventbus.BusScheduler;
import dev.eventbus.DropReason;
import dev.eventbus.EventContext;
import dev.eventbus.runtime.delivery.HandlerCall;
import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.IdleSignal;
import dev.eventbus.runtime.execution.SafeTimer;
import dev.eventbus.runtime.subscription.ObservedSubscription;
import dev.eventbus.runtime.subscription.OfferResult;
import dev.eventbus.runtime.subscription.SubscriptionObserver;
import dev.eventbus.runtime.subscription.SubscriptionSpec;
import dev.eventbus.spi.TopicPattern;
import dev.eventbus.spi.generated.DeliveryCursor;
import dev.eventbus.spi.generated.HandlerSpec;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A real channel whose executor keeps the drain it is given until a test runs it.
 *
 * <p>It begins with one event in it, and so with its drain submitted.
 */
final class StressedChannel implements HandlerCall, SubscriptionObserver {

    private final AtomicReference<@Nullable Runnable> submitted = new AtomicReference<>();
    private final IdleSignal idleSignal = new IdleSignal();
    private final ChannelSubscription subscription;

    // Written by whoever runs the drain, which hands over by its status.
    private int delivered;

    StressedChannel() {
        this(1024);
    }

    StressedChannel(int capacity) {
        HandlerSpec handler = HandlerSpec.of("stressed", String.class).withCapacity(capacity);
        SubscriptionSpec spec = new SubscriptionSpec(1, "stressed", handler, TopicPattern.EVERYTHING, false);
        SafeTimer timer = new SafeTimer(new NoTime());
        DrainQueue drains = new DrainQueue(timer, () -> {});
        drains.use(submitted::set);
        subscription = new ChannelSubscription(this, spec, this, null, ConsumerFactory.handler(drains, timer), this);
        offer();
    }

    /** Nothing is ever due: no test comes to a timer. */
    static final class NoTime implements BusScheduler {

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Cancellable schedule(Runnable task, long delayNanos) {
            throw new AssertionError("nothing is refused, so nothing is tried again");
        }
    }

    ChannelSubscription subscription() {
        return subscription;
    }

    /** Whether one more event was accepted. */
    boolean offer() {
        return subscription.intake().offer("event", "event") == OfferResult.ACCEPTED;
    }

    /** Runs the drain if it is submitted. */
    void runSubmitted() {
        Runnable drain = submitted.getAndSet(null);
        if (drain != null) {
            drain.run();
        }
    }

    /** How many events the handler was called with; not while it may be running. */
    int delivered() {
        return delivered;
    }

    @Override
    public void deliver(DeliveryCursor delivery) {
        while (delivery.next() != null) {
            delivered++;
        }
    }

    @Override
    public void call(Object event, @Nullable EventContext context) {
        throw new AssertionError("not a direct handler");
    }

    @Override
    public boolean accepts(Object event) {
        return true;
    }

    @Override
    public @Nullable Object key(Object event) {
        return null;
    }

    @Override
    public void onReportRequested(ObservedSubscription reporting) {}

    @Override
    public IdleSignal idleSignal() {
        return idleSignal;
    }

    @Override
    public boolean keepsDrops() {
        return false;
    }

    @Override
    public void onLost(
            ObservedSubscription losing,
            Object item,
            @Nullable DropReason dropReason,
            @Nullable Throwable cause,
            int attempts) {}

    @Override
    public int maxRemaining() {
        return 0;
    }

    @Override
    public void onRemaining(ObservedSubscription ended, List<Object> newest, long count, DropReason dropReason) {}

    @Override
    public void onCancelled(ObservedSubscription cancelled) {}

    @Override
    public void onEnded(ObservedSubscription ended) {}

    @Override
    public void onStuck(ObservedSubscription late, String thread, List<StackTraceElement> stack) {}

    @Override
    public void onSignalFailed(ObservedSubscription subscription, String signal, Throwable failure) {}
}
