package dev.eventbus.runtime.deadletter;

import dev.eventbus.DropReason;
import dev.eventbus.runtime.subscription.SubscriptionSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest lost events, in the order in which they were lost, up to its capacity; counts all of them.
 *
 * <p>Threading: any, under a lock that is held for a few map operations and under which no user code runs. A letter
 * that is taken out can be put back to where it was.
 */
public final class DeadLetterStore {

    private final int capacity;
    private final boolean keepsDrops;
    private final InstantSource clock;
    private final DeadLetterPublisher publisher;

    private final ReentrantLock lock = new ReentrantLock();
    // All below guarded by the lock.
    private final NavigableMap<Long, StoredDeadLetter> letters = new TreeMap<>();
    private long total;
    private long evicted;

    /**
     * An empty store.
     *
     * @param capacity how many are kept
     * @param keepsDrops whether events that are lost on their way into a channel are kept too
     * @param clock stamps them, and does not fail
     * @param publisher publishes them to subscriptions
     */
    public DeadLetterStore(int capacity, boolean keepsDrops, InstantSource clock, DeadLetterPublisher publisher) {
        this.capacity = capacity;
        this.keepsDrops = keepsDrops;
        this.clock = clock;
        this.publisher = publisher;
    }

    /** Whether events that are lost on their way into a channel are kept too. */
    public boolean keepsDrops() {
        return keepsDrops;
    }

    /** How many are kept. */
    public int capacity() {
        return capacity;
    }

    /**
     * An event was lost.
     *
     * @param item the event, or its envelope
     * @param dropReason why it was dropped; null if the handler failed
     */
    public void add(
            SubscriptionSpec subscription,
            Object item,
            @Nullable DropReason dropReason,
            @Nullable Throwable cause,
            int attempts) {
        Instant now = clock.instant();
        StoredDeadLetter letter;
        lock.lock();
        try {
            letter = new StoredDeadLetter(++total, subscription, item, dropReason, cause, attempts, now);
            put(letter);
        } finally {
            lock.unlock();
        }
        publisher.publishSoon(letter);
    }

    /**
     * Discards the events that remained in the channel of an ended subscription.
     *
     * @param newest events or envelopes, oldest first; as many as the capacity, if there were as many
     * @param count how many there were
     * @param dropReason why they are discarded
     */
    public void addRemaining(SubscriptionSpec subscription, List<Object> newest, long count, DropReason dropReason) {
        Instant now = clock.instant();
        List<StoredDeadLetter> added = new ArrayList<>(newest.size());
        lock.lock();
        try {
            total += count - newest.size();
            evicted += count - newest.size();
            for (Object item : newest) {
                StoredDeadLetter letter = new StoredDeadLetter(++total, subscription, item, dropReason, null, 0, now);
                put(letter);
                added.add(letter);
            }
        } finally {
            lock.unlock();
        }
        for (StoredDeadLetter letter : added) {
            publisher.publishSoon(letter);
        }
    }

    /** Under the lock. */
    private void put(StoredDeadLetter letter) {
        letters.put(letter.number(), letter);
        while (letters.size() > capacity) {
            letters.pollFirstEntry();
            evicted++;
        }
    }

    /** Takes one out, if it is there. */
    @Nullable
    StoredDeadLetter takeOut(long number) {
        lock.lock();
        try {
            return letters.remove(number);
        } finally {
            lock.unlock();
        }
    }

    /** Puts one back that was taken out, unless there are so many newer ones now. */
    void putBack(StoredDeadLetter letter) {
        lock.lock();
        try {
            put(letter);
        } finally {
            lock.unlock();
        }
    }

    /** All, oldest first. */
    List<StoredDeadLetter> all() {
        lock.lock();
        try {
            return new ArrayList<>(letters.values());
        } finally {
            lock.unlock();
        }
    }

    /** Takes all out, oldest first. */
    List<StoredDeadLetter> takeAll() {
        lock.lock();
        try {
            List<StoredDeadLetter> all = new ArrayList<>(letters.values());
            letters.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return letters.size();
        } finally {
            lock.unlock();
        }
    }

    long total() {
        lock.lock();
        try {
            return total;
        } finally {
            lock.unlock();
        }
    }

    long evicted() {
        lock.lock();
        try {
            return evicted;
        } finally {
            lock.unlock();
        }
    }
}
