package dev.eventbus.runtime.queue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a {@link RingQueue}, in the order in which they have to lie in memory, and the access to them. The
 * names of the accessors say the memory mode; what is read or written by its plain name is volatile, unless the field
 * says otherwise.
 *
 * <p>This level has what the consumer reads and writes.
 */
abstract class RingQueueFields extends RingQueuePadding {

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);
    private static final VarHandle CLAIMED;
    private static final VarHandle LIMIT;
    private static final VarHandle TAKEN;
    private static final VarHandle HIGHEST_DEPTH;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CLAIMED = lookup.findVarHandle(RingQueueClaimed.class, "claimed", long.class);
            LIMIT = lookup.findVarHandle(RingQueueClaimed.class, "limit", long.class);
            TAKEN = lookup.findVarHandle(RingQueueFields.class, "taken", long.class);
            HIGHEST_DEPTH = lookup.findVarHandle(RingQueueFields.class, "highestDepth", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    volatile long taken;
    volatile long highestDepth;

    @Nullable
    Object[] consumerSlots;

    RingQueueFields(int capacity) {
        super(capacity);
        this.consumerSlots = slots;
    }

    static @Nullable Object slotAcquire(@Nullable Object[] ring, int slot) {
        return SLOT.getAcquire(ring, slot);
    }

    static void setSlotRelease(@Nullable Object[] ring, int slot, Object entry) {
        SLOT.setRelease(ring, slot, entry);
    }

    final boolean casClaimed(long expected, long next) {
        return CLAIMED.compareAndSet(this, expected, next);
    }

    /** Sets bits, with a full fence. */
    final void orClaimed(long bits) {
        CLAIMED.getAndBitwiseOr(this, bits);
    }

    final long limitAcquire() {
        return (long) LIMIT.getAcquire(this);
    }

    final void setLimitRelease(long next) {
        LIMIT.setRelease(this, next);
    }

    final boolean casTaken(long expected, long next) {
        return TAKEN.compareAndSet(this, expected, next);
    }

    /** Sets bits, with a full fence; returns what was there before. */
    final long orTaken(long bits) {
        return (long) TAKEN.getAndBitwiseOr(this, bits);
    }

    final boolean casHighestDepth(long expected, long next) {
        return HIGHEST_DEPTH.compareAndSet(this, expected, next);
    }
}

/**
 * Keeps the head of the object, which the consumer looks at too, and what comes before it in memory off the cache
 * line of the producers' counter.
 */
@SuppressWarnings("UnusedVariable") // padding is there to be unused
abstract class RingQueueFront extends ChannelQueue {

    private long p00;
    private long p01;
    private long p02;
    private long p03;
    private long p04;
    private long p05;

    RingQueueFront() {}
}

/** What producers read and write. */
abstract class RingQueueClaimed extends RingQueueFront {

    final int capacity;
    volatile boolean fence;
    // Not volatile: written before and read after `claimed`, which is.
    @Nullable
    Object[] slots;

    // Not volatile: see its accessors.
    long limit = 1;
    volatile long claimed;

    RingQueueClaimed(int capacity) {
        this.capacity = capacity;
        this.slots = new Object[2];
    }
}

/** Keeps the two sides on different cache lines. */
@SuppressWarnings("UnusedVariable") // padding is there to be unused
abstract class RingQueuePadding extends RingQueueClaimed {

    private long p00;
    private long p01;
    private long p02;
    private long p03;
    private long p04;
    private long p05;
    private long p06;

    RingQueuePadding(int capacity) {
        super(capacity);
    }
}
