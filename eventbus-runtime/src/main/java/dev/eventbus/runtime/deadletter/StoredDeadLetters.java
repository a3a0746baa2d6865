package dev.eventbus.runtime.deadletter;

import dev.eventbus.DeadLetter;
import dev.eventbus.DeadLetters;
import dev.eventbus.DeliveryMode;
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
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The lost events as users see them, and their way back.
 *
 * <p>Events are redriven to channels one at a time: under the lock every one that was not is in the store, so that who comes to a
 * later one has tried, or found redriven, all before it. Direct handlers are called without the lock.
 */
public final class StoredDeadLetters implements DeadLetters {

    private final DeadLetterStore store;
    private final SubscriptionTable table;
    private final Router router;
    private final BooleanSupplier open;
    private final ReentrantLock redriving = new ReentrantLock();

    /**
     * A view of a store.
     *
     * @param open whether the bus is
     */
    public StoredDeadLetters(DeadLetterStore store, SubscriptionTable table, Router router, BooleanSupplier open) {
        this.store = store;
        this.table = table;
        this.router = router;
        this.open = open;
    }

    private enum Redriven {
        /** Offered, and accepted. */
        ACCEPTED,
        /** It has gone out, or somebody else redrives it. */
        GONE,
        /** It stays here, and what came after it has to. */
        REFUSED
    }

    @Override
    public List<DeadLetter> snapshot() {
        return shown(store.all());
    }

    @Override
    public List<DeadLetter> drain() {
        return shown(store.takeAll());
    }

    private List<DeadLetter> shown(List<StoredDeadLetter> letters) {
        List<DeadLetter> shown = new ArrayList<>(letters.size());
        for (StoredDeadLetter letter : letters) {
            shown.add(letter.shown(router));
        }
        return Collections.unmodifiableList(shown);
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
        return redrive(letter.number(), letter.subscriptionId(), letter.event()) == Redriven.ACCEPTED;
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
                Redriven outcome = redrive(letter.number(), subscription, letter.event());
                if (outcome == Redriven.ACCEPTED) {
                    accepted++;
                } else if (outcome == Redriven.REFUSED) {
                    refusing.add(subscription);
                }
            }
        }
        return accepted;
    }

    private Redriven redrive(long number, long subscriptionId, Object event) {
        BusSubscription subscription = open.getAsBoolean() ? table.find(subscriptionId) : null;
        if (subscription == null || !subscription.isActive()) {
            return Redriven.REFUSED;
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

    private Redriven redrive(long number, Object event, BusSubscription subscription) {
        StoredDeadLetter letter = takeOut(number, event, subscription);
        if (letter == null) {
            return Redriven.GONE;
        }
        boolean accepted = false;
        try {
            accepted = subscription.redrive(letter.redriven(router));
        } finally {
            if (!accepted) {
                store.putBack(letter);
            }
        }
        return accepted ? Redriven.ACCEPTED : Redriven.REFUSED;
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
