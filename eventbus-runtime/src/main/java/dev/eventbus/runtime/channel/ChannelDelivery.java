package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.EnvelopeContext;
import dev.eventbus.runtime.queue.TicketQueue;
import dev.eventbus.spi.generated.Delivery;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The draining side of a channel: takes event after event from the queue for the handler, and counts what became of each.
 *
 * <p>One object per subscription, used by the thread that holds the channel. Its counters have one writer at a time and
 * are written with release order, so that any thread can read them for statistics.
 */
final class ChannelDelivery extends Delivery {

    private static final VarHandle DELIVERED;
    private static final VarHandle FAILED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            DELIVERED = lookup.findVarHandle(ChannelDelivery.class, "delivered", long.class);
            FAILED = lookup.findVarHandle(ChannelDelivery.class, "failed", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final ChannelSubscription subscription;
    private final TicketQueue queue;
    private final @Nullable MissedEvents missed;

    private volatile long delivered;
    private volatile long failed;

    private int remaining;
    private boolean cutShort;
    private boolean ownThread;
    private @Nullable Object current;
    private @Nullable Throwable currentFailure;
    private long missedBeforeCurrent;

    ChannelDelivery(ChannelSubscription subscription, TicketQueue queue, @Nullable MissedEvents missed) {
        this.subscription = subscription;
        this.queue = queue;
        this.missed = missed;
    }

    /** Begins a run of at most {@code length} events, in a thread of the bus or of a user's executor. */
    void begin(int length, boolean inOwnThread) {
        remaining = length;
        cutShort = false;
        ownThread = inOwnThread;
    }

    @Override
    public @Nullable Object next() {
        finish();
        while (remaining > 0) {
            remaining--;
            Object item = queue.take();
            if (item == null) {
                return null;
            }
            if (item != TicketQueue.HOLE) {
                return start(item);
            }
            subscription.lost(DropReason.OVERFLOW, 1);
        }
        cutShort = true;
        return null;
    }

    private Object start(Object item) {
        if (missed == null) {
            current = item;
            return item instanceof Envelope envelope ? envelope.event() : item;
        }
        missedBeforeCurrent = missed.before(item, queue.lastTicket());
        Envelope envelope = MissedEvents.envelope(item);
        current = envelope;
        return envelope.event();
    }

    /** Counts the event that the handler was given last, if there is one. */
    private void finish() {
        if (current == null) {
            return;
        }
        current = null;
        Throwable failure = currentFailure;
        if (failure != null) {
            currentFailure = null;
            FAILED.setRelease(this, failed + 1);
            subscription.keepFailure(failure);
        } else {
            DELIVERED.setRelease(this, delivered + 1);
        }
        if (ownThread) {
            // An interrupt that a handler left behind would hit the next one, perhaps another subscription's.
            Thread.interrupted();
        }
        if (subscription.spec.once()) {
            subscription.cancel();
        }
    }

    @Override
    public Object context() {
        return new EnvelopeContext((Envelope) Objects.requireNonNull(current), 1, missedBeforeCurrent);
    }

    @Override
    public void failed(Throwable failure) {
        currentFailure = failure;
    }

    /** The call itself broke off: blames the current event, or the next one so that a broken table makes progress too. */
    void broke(Throwable failure) {
        if (current == null && next() == null) {
            return;
        }
        failed(failure);
        // The rest of this run is left to the next.
        cutShort = true;
    }

    /** Ends a run. */
    void end() {
        finish();
    }

    /** Whether the last run ended although more may be queued. */
    boolean isCutShort() {
        return cutShort;
    }

    long deliveredCount() {
        return delivered;
    }

    long failedCount() {
        return failed;
    }

    @Override
    public @Nullable List<?> nextBatch() {
        throw new UnsupportedOperationException("batch handlers are refused at register");
    }

    @Override
    public void returned(@Nullable CompletionStage<?> stage) {
        throw new UnsupportedOperationException("handlers that return a stage are refused at register");
    }
}
