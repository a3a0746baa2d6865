package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.runtime.delivery.EventKey;
import dev.eventbus.runtime.delivery.HandlerCall;
import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.queue.ChannelQueue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A subscription with a channel: publishers offer events to its {@linkplain ChannelIntake intake}, and its
 * {@linkplain ChannelDrain drains} take them out. This is what joins the two: its beginning, pausing and end, and its statistics.
 */
public final class ChannelSubscription extends BusSubscription {

    /** Flag: accepts, but nothing is taken. */
    private static final int PAUSED = 1;
    /** Flag: cancelled or closed; nothing is accepted or taken any more. Never cleared. */
    private static final int ENDED = 2;

    private static final VarHandle FLAGS;
    private static final VarHandle END_REASON;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            FLAGS = lookup.findVarHandle(ChannelSubscription.class, "flags", int.class);
            END_REASON = lookup.findVarHandle(ChannelSubscription.class, "endReason", DropReason.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Object bus;
    private final ChannelIntake intake;
    private final ChannelQueue queue;
    private final ChannelDrain[] drains;
    private volatile int flags;

    private volatile @Nullable DropReason endReason;

    /**
     * A subscription without events.
     *
     * @param bus what {@link HandlerStack} knows its bus by
     * @param key what events have in common, for a subscription that conflates or keeps keys in order; else null
     */
    public ChannelSubscription(
            Object bus,
            SubscriptionSpec spec,
            HandlerCall call,
            @Nullable EventKey key,
            DrainQueue executor,
            SubscriptionObserver observer) {
        super(spec, call, observer);
        this.bus = bus;
        this.intake = new ChannelIntake(this, key);
        this.queue = intake.queue();
        this.drains = new ChannelDrain[spec.handler().concurrency()];
        for (int number = 0; number < drains.length; number++) {
            drains[number] = new ChannelDrain(this, ChannelDelivery.of(this, queue, intake.missed()), executor);
        }
    }

    // ---- Publishing threads

    /** The publishers' side. */
    public ChannelIntake intake() {
        return intake;
    }

    /** An item came into the queue. */
    void wake() {
        // It came before the reads of flags and status, with a full fence in between, and a drain looks at the queue
        // after it went idle; so one of the two sees the other, and no event is stranded.
        if (!isPaused()) {
            wakeOne();
        }
    }

    // ---- Drains

    void enter(HandlerStack handlers) {
        handlers.enter(bus, this);
    }

    /** Whether nothing may be taken, whatever waits. */
    boolean takesNothing() {
        return flags != 0;
    }

    boolean looksEmpty() {
        return queue.looksEmpty();
    }

    boolean hasNothingToTake() {
        return queue.hasNothingToTake();
    }

    void drainBecameIdle() {
        observer.quieter();
        if (isEnded()) {
            observer.ended(this);
        }
    }

    // ---- Anybody

    @Override
    public void pause() {
        FLAGS.getAndBitwiseOr(this, PAUSED);
        observer.quieter();
    }

    @Override
    public void resume() {
        int before = (int) FLAGS.getAndBitwiseAnd(this, ~PAUSED);
        if ((before & PAUSED) != 0) {
            // As many drains as there is work for: each offer woke one, had it not been paused.
            for (long waiting = queue.depth(); waiting > 0 && wakeOne(); waiting--) {}
        }
    }

    private boolean wakeOne() {
        for (ChannelDrain drain : drains) {
            if (drain.wake()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isPaused() {
        return (flags & PAUSED) != 0;
    }

    @Override
    public void cancel() {
        if (!isEnded()) {
            observer.cancelled(this);
        }
        end(DropReason.CANCELLED);
    }

    @Override
    public void endByClose() {
        end(DropReason.CLOSED);
    }

    private void end(DropReason reason) {
        END_REASON.compareAndSet(this, null, reason);
        FLAGS.getAndBitwiseOr(this, ENDED);
        if (queue.shut() > 0) {
            requestReport();
        }
        intake.end();
        for (ChannelDrain drain : drains) {
            drain.delivery().awaitTaken();
        }
        intake.awaitRemoved();
        intake.tracked().discardAll(Objects.requireNonNull(endReason));
        observer.ended(this);
        observer.quieter();
    }

    /** What waited when the queue was shut is counted by the queue itself, so that it is never in between two counters. */
    @Override
    long lostFor(DropReason reason) {
        boolean left = queue.isShut() && endReason == reason;
        return super.lostFor(reason) + (left ? queue.depth() : 0);
    }

    boolean isEnded() {
        return (flags & ENDED) != 0;
    }

    @Override
    public boolean isActive() {
        return !isEnded();
    }

    @Override
    public boolean isQuiet(int ownRuns, boolean holding) {
        // The queue first: what was taken before is being handled, which the drains' status shows until it is done. The
        // other way round, an event could go from the queue to a handler between the two looks.
        boolean ended = queue.isShut();
        boolean nothingToTake = holding || ended || queue.isEmpty();
        if (ownRuns > 0 && drains.length == 1) {
            // The caller is inside this channel's handler: what is queued behind it cannot move before it returns.
            return true;
        }
        boolean nothingLeft = ended && inProgress() == 0;
        int busy = 0;
        for (ChannelDrain drain : drains) {
            if (!drain.isAtRest(nothingLeft)) {
                busy++;
            }
        }
        return nothingToTake && busy <= ownRuns;
    }

    @Override
    public long arrivals() {
        return queue.arrivals();
    }

    @Override
    long failures() {
        long sum = 0;
        for (ChannelDrain drain : drains) {
            sum += drain.delivery().failedCount();
        }
        return sum;
    }

    private long deliveries() {
        long sum = 0;
        for (ChannelDrain drain : drains) {
            sum += drain.delivery().deliveredCount();
        }
        return sum;
    }

    private long inProgress() {
        long finished = deliveries() + failures();
        return Math.max(0, queue.handedOver() - finished);
    }

    @Override
    public List<Thread> runners() {
        List<Thread> runners = new ArrayList<>();
        for (ChannelDrain drain : drains) {
            Thread runner = drain.runner();
            if (runner != null) {
                runners.add(runner);
            }
        }
        return runners;
    }

    @Override
    public SubscriptionStats stats() {
        // Backwards along an event's way, so that one under way is rather missed than seen twice.
        SubscriptionStats.Builder stats = statsWithLosses();
        long delivered = deliveries();
        long failed = failures();
        long inProgress = queue.handedOver() - delivered - failed;
        return stats.delivered(delivered)
                .failed(failed)
                .inProgress(Math.max(0, inProgress))
                .queued(queue.isShut() ? 0 : queue.depth())
                .conflated(queue.replaced())
                .accepted(queue.accepted())
                .depth(queue.highestDepth(), queue.capacity())
                .build();
    }
}
