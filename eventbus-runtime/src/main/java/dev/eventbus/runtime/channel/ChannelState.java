package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import dev.eventbus.runtime.subscription.OfferResult;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a channel accepts and hands out at the moment: one word of flags that both of its sides read, and the reason why
 * it ended.
 *
 * <p>Threading: any. Each transition is one atomic operation, and reads are volatile, so that the protocols of
 * {@code docs/synchronization.md} can rely on one total order of them.
 */
class ChannelState {

    /** Accepts events, but hands none out. */
    private static final int PAUSED = 1;
    /** Cancelled or closed: accepts nothing and hands nothing out. Never cleared. */
    private static final int ENDED = 2;
    /** The reader has no demand left: hands nothing out. */
    private static final int NO_DEMAND = 4;
    /** A pull channel or stream that was closed: accepts nothing, but what waits can be read. Never cleared. */
    private static final int READ_ONLY = 8;
    /** A drain has to run once more, even if there is nothing to consume. */
    private static final int SIGNALLED = 16;
    /** The time to close the bus is nearly up: nothing is retried any more. Never cleared. */
    private static final int LAST_ATTEMPTS = 32;
    /**
     * The bus refuses events for this channel, since it closes. Never cleared; not set if the user has ended it before.
     */
    private static final int CLOSED_BY_BUS = 64;

    private static final int HELD_BACK = PAUSED | NO_DEMAND;
    private static final int NOT_CONSUMABLE = HELD_BACK | ENDED;
    private static final int NOT_ACTIVE = ENDED | READ_ONLY;

    private static final VarHandle FLAGS;
    private static final VarHandle END_REASON;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            FLAGS = lookup.findVarHandle(ChannelState.class, "flags", int.class);
            END_REASON = lookup.findVarHandle(ChannelState.class, "endReason", DropReason.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int flags;
    private volatile @Nullable DropReason endReason;

    // ---- What it allows

    /** Whether events are handed out. */
    boolean isConsumable() {
        return (flags & NOT_CONSUMABLE) == 0;
    }

    /** Whether events wait because the channel is paused or its reader has no demand. */
    boolean isHeldBack() {
        return (flags & HELD_BACK) != 0;
    }

    boolean isPaused() {
        return (flags & PAUSED) != 0;
    }

    boolean hasNoDemand() {
        return (flags & NO_DEMAND) != 0;
    }

    /** Whether events are accepted, as far as the user has not ended that. */
    boolean isActive() {
        return (flags & NOT_ACTIVE) == 0;
    }

    /** Whether no event is accepted any more: it has ended, or its bus is about to end it. */
    boolean refusesEvents() {
        return (flags & (NOT_ACTIVE | CLOSED_BY_BUS)) != 0;
    }

    boolean isEnded() {
        return (flags & ENDED) != 0;
    }

    /** Whether it is closed for publishers, and its reader can read what waits. */
    boolean isReadOnly() {
        return (flags & READ_ONLY) != 0;
    }

    /** Whether a drain has to run once more. */
    boolean isSignalled() {
        return (flags & SIGNALLED) != 0;
    }

    /** Whether events may wait for a retry. */
    boolean mayDelay() {
        return (flags & (ENDED | LAST_ATTEMPTS)) == 0;
    }

    // ---- After the end

    /** The outcome of an offer that came after the end. */
    OfferResult whenEnded() {
        return (flags & CLOSED_BY_BUS) != 0 ? OfferResult.LATE : OfferResult.NO_MATCH;
    }

    /** Why an event is lost that was on its way, or whose publisher waited for room, when the channel ended. */
    DropReason lossReason() {
        return (flags & CLOSED_BY_BUS) != 0 ? DropReason.CLOSED : DropReason.CANCELLED;
    }

    /** Whether it has ended for this reason. */
    boolean hasEndedFor(DropReason reason) {
        return endReason == reason;
    }

    // ---- Transitions

    /**
     * Stops handing out events.
     *
     * @return false if it accepts none any more: what is left belongs to its reader, which nothing would wake
     */
    boolean pause() {
        int before;
        do {
            before = flags;
            if ((before & NOT_ACTIVE) != 0) {
                return false;
            }
        } while (!compareAndSetFlags(before, before | PAUSED));
        return true;
    }

    /**
     * Hands out events again.
     *
     * @return whether it was paused
     */
    boolean resume() {
        return (getAndClearFlags(PAUSED) & PAUSED) != 0;
    }

    /** The reader wants no more events. */
    void stopDemand() {
        getAndSetFlags(NO_DEMAND);
    }

    /**
     * The reader wants events.
     *
     * @return whether it wanted none before
     */
    boolean resumeDemand() {
        return (getAndClearFlags(NO_DEMAND) & NO_DEMAND) != 0;
    }

    /** Asks for one more run of a drain. */
    void signal() {
        getAndSetFlags(SIGNALLED);
    }

    /** A drain runs that was signalled, or will find out what the signal was about. */
    void clearSignal() {
        if (isSignalled()) {
            getAndClearFlags(SIGNALLED);
        }
    }

    /** From now on nothing waits for a retry. */
    void forbidDelays() {
        getAndSetFlags(LAST_ATTEMPTS);
    }

    /**
     * The bus refuses events from now on. To be called before the queue is shut, so that who finds it shut sees why.
     */
    void refuseEvents() {
        int before;
        do {
            before = flags;
            if ((before & (NOT_ACTIVE | CLOSED_BY_BUS)) != 0) {
                return;
            }
        } while (!compareAndSetFlags(before, before | CLOSED_BY_BUS));
    }

    /** Accepts no more events, and hands out those that wait, even if it was paused. */
    void closeToPublishers() {
        getAndSetFlags(READ_ONLY);
        // In this order: READ_ONLY keeps it from being paused again.
        getAndClearFlags(PAUSED);
    }

    /**
     * Accepts nothing and hands out nothing from now on.
     *
     * @return why it ended: the reason of the first who ended it
     */
    DropReason end(DropReason reason) {
        END_REASON.compareAndSet(this, null, reason);
        getAndSetFlags(ENDED);
        return Objects.requireNonNull(endReason);
    }

    // ---- Accessors; each is volatile

    private boolean compareAndSetFlags(int expected, int next) {
        return FLAGS.compareAndSet(this, expected, next);
    }

    private int getAndSetFlags(int mask) {
        return (int) FLAGS.getAndBitwiseOr(this, mask);
    }

    private int getAndClearFlags(int mask) {
        return (int) FLAGS.getAndBitwiseAnd(this, ~mask);
    }
}
