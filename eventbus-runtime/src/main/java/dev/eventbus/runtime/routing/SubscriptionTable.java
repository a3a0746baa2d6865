package dev.eventbus.runtime.routing;

import dev.eventbus.DeadLetter;
import dev.eventbus.UnhandledEvent;
import dev.eventbus.runtime.subscription.BusSubscription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The active subscriptions of a bus, by event type and topic pattern. Every change raises {@link #version}.
 *
 * <p>Threading: changes by one thread at a time, look-ups from any, without locks. A look-up that begins after a change
 * has returned sees it; one at the same time may or may not.
 */
public final class SubscriptionTable {

    /** Types of events that the bus makes itself: they reach subscriptions of exactly that type only. */
    private static final Set<Class<?>> SYSTEM_TYPES = Set.of(UnhandledEvent.class, DeadLetter.class);

    private static final Comparator<BusSubscription> BY_ID = new Comparator<>() {
        @Override
        public int compare(BusSubscription one, BusSubscription other) {
            return Long.compare(one.id(), other.id());
        }
    };

    // Not sorted by id, which those who look at all of them do: adding to a map that is takes several times as long.
    private final Map<Long, BusSubscription> all = new ConcurrentHashMap<>();
    private final Map<Class<?>, PatternTable<BusSubscription>> byType = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();

    /** An empty table. */
    public SubscriptionTable() {}

    /** Whether events of a type are made by the bus itself. */
    public static boolean isSystemType(Class<?> type) {
        return SYSTEM_TYPES.contains(type);
    }

    /** Adds a subscription. */
    public void add(BusSubscription subscription) {
        Long id = subscription.id(); // one object for both maps: there may be a million
        PatternTable<BusSubscription> subscriptions = byType.get(subscription.eventType());
        if (subscriptions == null) {
            subscriptions = new PatternTable<>();
            byType.put(subscription.eventType(), subscriptions);
        }
        subscriptions.add(subscription.spec().pattern(), id, subscription);
        all.put(id, subscription);
        version.incrementAndGet();
    }

    /** The subscription with a number; null if there is none. */
    public @Nullable BusSubscription find(long id) {
        return all.get(id);
    }

    /** Removes a subscription, if it is there. */
    public void remove(BusSubscription subscription) {
        all.remove(subscription.id());
        PatternTable<BusSubscription> subscriptions = byType.get(subscription.eventType());
        if (subscriptions != null) {
            subscriptions.remove(subscription.spec().pattern(), subscription.id());
            if (subscriptions.isEmpty()) {
                byType.remove(subscription.eventType());
            }
        }
        version.incrementAndGet();
    }

    /** Whether there is a subscription to exactly this type. */
    public boolean isSubscribedTo(Class<?> type) {
        return byType.containsKey(type);
    }

    /** Changes whenever the table does. */
    public long version() {
        return version.get();
    }

    /** All subscriptions in the order of subscribing, as they are now. */
    public List<BusSubscription> all() {
        List<BusSubscription> found = new ArrayList<>(all.values());
        found.sort(BY_ID);
        return found;
    }

    /** All subscriptions, and others that have left the table, in the order of subscribing. */
    public List<BusSubscription> allAnd(Collection<BusSubscription> others) {
        List<BusSubscription> found = all();
        if (!others.isEmpty()) {
            // One that goes over to the others meanwhile is found twice.
            Set<BusSubscription> known = new HashSet<>(found);
            for (BusSubscription other : others) {
                if (known.add(other)) {
                    found.add(other);
                }
            }
            found.sort(BY_ID);
        }
        return found;
    }

    /** The subscriptions to exactly a type, in no order. */
    public List<BusSubscription> subscribedTo(Class<?> type) {
        List<BusSubscription> found = new ArrayList<>();
        for (BusSubscription subscription : all.values()) {
            if (subscription.eventType() == type) {
                found.add(subscription);
            }
        }
        return found;
    }

    /**
     * The subscriptions that match an event on a topic, in the order of subscribing.
     *
     * @param types everything that the event is an instance of
     */
    List<BusSubscription> matching(Collection<Class<?>> types, String topic) {
        Found found = new Found();
        for (Class<?> type : types) {
            PatternTable<BusSubscription> subscriptions = byType.get(type);
            if (subscriptions != null) {
                subscriptions.collect(topic, found);
            }
        }
        found.subscriptions.sort(BY_ID);
        return found.subscriptions;
    }

    private static final class Found implements Consumer<BusSubscription> {

        private final List<BusSubscription> subscriptions = new ArrayList<>();

        @Override
        public void accept(BusSubscription subscription) {
            subscriptions.add(subscription);
        }
    }
}
