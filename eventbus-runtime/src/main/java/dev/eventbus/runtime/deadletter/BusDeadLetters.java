package dev.eventbus.runtime.deadletter;

import dev.eventbus.DeadLetter;
import dev.eventbus.DeadLetters;
import dev.eventbus.DeliveryMode;
import dev.eventbus.runtime.routing.BusState;
import dev.eventbus.runtime.routing.Router;
import dev.eventbus.runtime.routing.SubscriptionTable;
import dev.eventbus.runtime.subscription.BusSubscription;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of a bus as users see them, with redrive.
 *
 * <p>Events are redriven to channels one at a time: under the lock every letter that was not redriven is in the store,
 * so that a thread that comes to a later one has tried, or found redriven, all before it. Direct handlers are called
 * without the lock.
 */
public final class BusDeadLetters implements DeadLetters {

    private final DeadLetterStore store;
    private final SubscriptionTable table;
    private final Router router;
    private final BusState state;
    private final ReentrantLock redriving = new ReentrantLock();

    public BusDeadLetters(DeadLetterStore store, SubscriptionTable table, Router router, BusState state) {
        this.store = store;
        this.table = table;
        this.router = router;
        this.state = state;
    }

    private enum RedriveResult {
        /** Offered, and accepted. */
        ACCEPTED,
        /** It is not in the store any more, or another thread redrives it. */
        GONE,
        /** It stays in the store, and so do later ones of its subscription. */
        REFUSED
    }

    @Override
    public List<DeadLetter> snapshot() {
        return toDeadLetters(store.all());
    }

    @Override
    public List<DeadLetter> drain() {
        return toDeadLetters(store.takeAll());
    }

    private List<DeadLetter> toDeadLetters(List<StoredDeadLetter> letters) {
        List<DeadLetter> deadLetters = new ArrayList<>(letters.size());
        for (StoredDeadLetter letter : letters) {
            deadLetters.add(letter.toDeadLetter(router));
        }
        return Collections.unmodifiableList(deadLetters);
    }

    @Override
    public int size() {
        return store.size();
    }

    @Override
    public long total() {
        return store.total();
    }

    @Override
    public long evicted() {
        return store.evicted();
    }

    @Override
    public boolean redrive(DeadLetter letter) {
        Objects.requireNonNull(letter, "letter");
        return redrive(letter.number(), letter.subscriptionId(), letter.event()) == RedriveResult.ACCEPTED;
    }

    @Override
    public int redriveAll() {
        return redrive(letter -> true);
    }

    @Override
    public int redrive(Predicate<? super DeadLetter> filter) {
        Objects.requireNonNull(filter, "filter");
        Set<Long> refusing = new HashSet<>();
        int accepted = 0;
        for (DeadLetter letter : snapshot()) {
            Long subscription = letter.subscriptionId();
            if (!refusing.contains(subscription) && filter.test(letter)) {
                RedriveResult outcome = redrive(letter.number(), subscription, letter.event());
                if (outcome == RedriveResult.ACCEPTED) {
                    accepted++;
                } else if (outcome == RedriveResult.REFUSED) {
                    refusing.add(subscription);
                }
            }
        }
        return accepted;
    }

    private RedriveResult redrive(long number, long subscriptionId, Object event) {
        BusSubscription subscription = state.isOpen() ? table.find(subscriptionId) : null;
        if (subscription == null || !subscription.isActive()) {
            return RedriveResult.REFUSED;
        }
        if (subscription.spec().mode() == DeliveryMode.DIRECT) {
            return redrive(number, event, subscription);
        }
        redriving.lock();
        try {
            return redrive(number, event, subscription);
        } finally {
            redriving.unlock();
        }
    }

    private RedriveResult redrive(long number, Object event, BusSubscription subscription) {
        StoredDeadLetter letter = takeOut(number, event, subscription);
        if (letter == null) {
            return RedriveResult.GONE;
        }
        boolean accepted = false;
        try {
            accepted = subscription.redrive(letter.forRedrive(router));
        } finally {
            if (!accepted) {
                store.putBack(letter);
            }
        }
        return accepted ? RedriveResult.ACCEPTED : RedriveResult.REFUSED;
    }

    /** Takes a letter out; not another bus's that has its number. */
    private @Nullable StoredDeadLetter takeOut(long number, Object event, BusSubscription subscription) {
        StoredDeadLetter letter = store.takeOut(number);
        if (letter != null && (letter.event() != event || letter.subscription().id() != subscription.id())) {
            store.putBack(letter);
            return null;
        }
        return letter;
    }

    @Override
    public String toString() {
        return "DeadLetters[size=" + size() + ", total=" + total() + ", evicted=" + evicted() + "]";
    }
}
