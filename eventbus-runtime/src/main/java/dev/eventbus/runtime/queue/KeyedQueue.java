package dev.eventbus.runtime.queue;

import dev.eventbus.runtime.queue.KeyLane.Chain;
import dev.eventbus.runtime.queue.KeyLane.WaitingEntry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A channel queue that knows the keys of its items: it hands out items of one key one after another, in their order,
 * while items of other keys go on; or it keeps only the latest item of each key.
 *
 * <p>Each key has a lane. A lane is <em>busy</em> from {@link #take()} to {@link #release}, and <em>ready</em> while
 * it is not busy and something waits in it. Consumers take from ready lanes in turn.
 *
 * <p>Threading: any number of producers and consumers, under one lock that is held for some map operations. No user
 * code runs under it: a producer compares keys first, and then sees under the lock whether the lanes are still those
 * that it has compared with.
 */
public final class KeyedQueue extends DisplacingQueue {

    private final int capacity;
    private final boolean latestOnly;
    private final BinaryOperator<Object> successor;
    private final Consumer<Object> onReplaced;

    // By the hash of the key. Changed under the lock, read without it.
    private final Map<Integer, Chain> lanes = new ConcurrentHashMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    // All below guarded by the lock.
    private final Set<KeyLane> ready = new LinkedHashSet<>();
    // Everything that waits, in the order of its arrival; what is displaced first.
    private final Set<WaitingEntry> waiting = new LinkedHashSet<>();
    private boolean closedToProducers;
    private boolean closed;
    private long remaining;
    private long accepted;
    private long replaced;
    private long taken;
    private long highestDepth;

    /** An empty queue. */
    public static ChannelQueue make(
            int capacity, boolean latestOnly, BinaryOperator<Object> successor, Consumer<Object> onReplaced) { // ADR 12
        return new KeyedQueue(capacity, latestOnly, successor, onReplaced);
    }

    /**
     * An empty queue.
     *
     * @param capacity from 1 to 2^30
     * @param latestOnly whether a newer item takes the place of one that waits with the same key
     * @param successor returns what takes the place of an item (the first argument) when a newer one (the second)
     *     replaces it; runs under the lock
     * @param onReplaced is given each item that was replaced, in the producer's thread
     */
    public KeyedQueue(int capacity, boolean latestOnly, BinaryOperator<Object> successor, Consumer<Object> onReplaced) {
        this.capacity = capacity;
        this.latestOnly = latestOnly;
        this.successor = successor;
        this.onReplaced = onReplaced;
    }

    /** An empty queue in which the newer item itself takes the place of one that it replaces. */
    public KeyedQueue(int capacity, boolean latestOnly, Consumer<Object> onReplaced) {
        this(capacity, latestOnly, (old, newer) -> newer, onReplaced);
    }

    /** The item that {@link #take()} or {@link #displace()} gave. */
    public static Object itemOf(Object taken) {
        return ((WaitingEntry) taken).item;
    }

    /**
     * {@inheritDoc}
     *
     * <p>What {@code hashCode} and {@code equals} of the key throw is thrown on, and leaves the queue as it was.
     */
    @Override
    public EnqueueResult offer(Object item, @Nullable Object key) {
        return offer(item, key, latestOnly);
    }

    /**
     * Adds an item as {@link #offer} does, but never in the place of another: while one of its key waits there, it is
     * FULL.
     */
    public EnqueueResult offerBehind(Object item, @Nullable Object key) {
        return offer(item, key, false);
    }

    private EnqueueResult offer(Object item, @Nullable Object key, boolean replaces) {
        Integer hash = key == null ? 0 : key.hashCode();
        Chain compared = null;
        while (true) {
            Chain chain = lanes.get(hash);
            // User code, and so not under the lock. Lanes that have been compared before have other keys.
            KeyLane lane = Chain.find(key, chain, compared);
            compared = chain;
            Object old;
            lock.lock();
            try {
                if (closedToProducers) {
                    return EnqueueResult.CLOSED;
                }
                if (lane != null ? lane.gone : lanes.get(hash) != chain) {
                    continue;
                }
                // The one whose place it could take, or has to come behind.
                WaitingEntry place = latestOnly && lane != null ? lane.entries.peekFirst() : null;
                if (place == null || !replaces) {
                    return place != null || waiting.size() >= capacity
                            ? EnqueueResult.FULL
                            : add(lane != null ? lane : newLane(key, hash, chain), item, replaces);
                }
                old = place.item;
                place.item = successor.apply(old, item);
                place.latest = true;
                accepted++;
                replaced++;
            } finally {
                lock.unlock();
            }
            onReplaced.accept(old);
            return EnqueueResult.REPLACED;
        }
    }

    private KeyLane newLane(@Nullable Object key, Integer hash, @Nullable Chain others) {
        KeyLane lane = new KeyLane(key, hash);
        lanes.put(hash, new Chain(lane, others));
        return lane;
    }

    private void removeLane(KeyLane lane) {
        lane.gone = true;
        Chain others = Chain.without(lanes.get(lane.hash), lane);
        if (others == null) {
            lanes.remove(lane.hash);
        } else {
            lanes.put(lane.hash, others);
        }
    }

    private EnqueueResult add(KeyLane lane, Object item, boolean latest) {
        WaitingEntry added = new WaitingEntry(lane, item, latest);
        lane.entries.addLast(added);
        waiting.add(added);
        if (!lane.busy) {
            ready.add(lane);
        }
        accepted++;
        highestDepth = Math.max(highestDepth, waiting.size());
        return EnqueueResult.ACCEPTED;
    }

    /** {@inheritDoc} Its {@linkplain #itemOf item} comes out alone until {@link #release}. */
    @Override
    public @Nullable Object take() {
        lock.lock();
        try {
            if (closed || ready.isEmpty()) {
                return null;
            }
            Iterator<KeyLane> lanesInTurn = ready.iterator();
            KeyLane lane = lanesInTurn.next();
            lanesInTurn.remove();
            lane.busy = true;
            WaitingEntry next = lane.entries.removeFirst();
            waiting.remove(next);
            taken++;
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the next item of the same key come out. */
    public void release(Object taken) {
        KeyLane lane = ((WaitingEntry) taken).lane;
        lock.lock();
        try {
            lane.busy = false;
            if (lane.entries.isEmpty()) {
                removeLane(lane);
            } else if (!closed) {
                ready.add(lane);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether a newer item waits that would have replaced one that was taken, had that not been. */
    public boolean hasNewer(Object taken) {
        lock.lock();
        try {
            WaitingEntry next = ((WaitingEntry) taken).lane.entries.peekFirst();
            return latestOnly && next != null && next.latest;
        } finally {
            lock.unlock();
        }
    }

    /** {@inheritDoc} It is not to be {@linkplain #release released}. */
    @Override
    public @Nullable Object displace() {
        lock.lock();
        try {
            if (closed || waiting.size() < capacity) {
                return null;
            }
            Iterator<WaitingEntry> oldestFirst = waiting.iterator();
            WaitingEntry oldest = oldestFirst.next();
            oldestFirst.remove();
            KeyLane lane = oldest.lane;
            // Lanes keep the order of arrival too, so it is the first of its lane.
            lane.entries.removeFirst();
            if (lane.entries.isEmpty() && !lane.busy) {
                ready.remove(lane);
                removeLane(lane);
            }
            return oldest;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void closeToProducers() {
        lock.lock();
        try {
            closedToProducers = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long close() {
        lock.lock();
        try {
            if (closed) {
                return 0;
            }
            closed = true;
            closedToProducers = true;
            remaining = waiting.size();
            lanes.clear();
            ready.clear();
            return remaining;
        } finally {
            lock.unlock();
        }
    }

    /** {@inheritDoc} In the order of their arrival. */
    @Override
    public List<Object> drainRemaining(int max) {
        lock.lock();
        try {
            List<Object> left = new ArrayList<>((int) Math.min(remaining, max));
            long skipped = remaining - max;
            for (WaitingEntry each : waiting) {
                if (skipped-- <= 0) {
                    left.add(each.item);
                }
            }
            waiting.clear();
            return left;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean hasNothingToTake() {
        lock.lock();
        try {
            return ready.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isEmpty() {
        return depth() == 0;
    }

    @Override
    public long depth() {
        return locked(() -> closed ? remaining : waiting.size());
    }

    @Override
    public long accepted() {
        return locked(() -> accepted);
    }

    @Override
    public long replaced() {
        return locked(() -> replaced);
    }

    @Override
    public long consumed() {
        return locked(() -> taken);
    }

    @Override
    public long arrivals() {
        return accepted();
    }

    @Override
    public long highestDepth() {
        return locked(() -> highestDepth);
    }

    @Override
    public int capacity() {
        return capacity;
    }

    private long locked(LongSupplier read) {
        lock.lock();
        try {
            return read.getAsLong();
        } finally {
            lock.unlock();
        }
    }
}
