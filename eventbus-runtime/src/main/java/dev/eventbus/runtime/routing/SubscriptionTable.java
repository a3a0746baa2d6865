package dev.eventbus.runtime.routing;

import dev.eventbus.DeadLetter;
import dev.eventbus.DeliveryMode;
import dev.eventbus.UnhandledEvent;
import dev.eventbus.runtime.subscription.BusSubscription;
import dev.eventbus.runtime.subscription.ObservedSubscription;
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
 * The subscriptions of a bus: the active ones by event type and topic pattern, and the cancelled ones whose handler may
 * still be running. Every change of the active ones raises {@link #version}.
 *
 * <p>Threading: changes of the active ones by one thread at a time; look-ups and {@link #forget} from any thread,
 * without locks. A look-up that begins after a change has returned sees it; one at the same time may or may not.
 */
public final class SubscriptionTable {

    /** Types of events that the bus makes itself: they reach subscriptions of exactly that type only. */
    private static final Set<Class<?>> SYSTEM_TYPES = Set.of(UnhandledEvent.class, DeadLetter.class);

    // ADR 12
    private static final Comparator<BusSubscription> BY_ID = new Comparator<>() {
        @Override
        public int compare(BusSubscription one, BusSubscription other) {
            return Long.compare(one.id(), other.id());
        }
    };

    // Not sorted by id: adding to a sorted map takes several times as long. Those who need the order sort what they
    // find.
    private final Map<Long, BusSubscription> byId = new ConcurrentHashMap<>();
    private final Map<Class<?>, PatternTable<BusSubscription>> byType = new ConcurrentHashMap<>();
    private final Set<BusSubscription> retired = ConcurrentHashMap.newKeySet();
    private final AtomicLong version = new AtomicLong();

    public SubscriptionTable() {}

    /** Whether events of a type are made by the bus itself. */
    public static boolean isSystemType(Class<?> type) {
        return SYSTEM_TYPES.contains(type);
    }

    public void add(BusSubscription subscription) {
        Long id = subscription.id(); // one object for both maps: there may be a million
        PatternTable<BusSubscription> subscriptions = byType.get(subscription.eventType());
        if (subscriptions == null) {
            subscriptions = new PatternTable<>();
            byType.put(subscription.eventType(), subscriptions);
        }
        subscriptions.add(subscription.spec().pattern(), id, subscription);
        byId.put(id, subscription);
        version.incrementAndGet();
    }

    /** The active subscription with an id; null if there is none. */
    public @Nullable BusSubscription find(long id) {
        return byId.get(id);
    }

    /** Moves a cancelled subscription to those whose handler may still be running. */
    public void retire(BusSubscription subscription) {
        if (isDirect(subscription)) {
            // A call that finished while its subscription was being cancelled may not have seen that, and left it here.
            retired.removeIf(other -> isDirect(other) && !other.isActive() && other.isIdle());
        }
        // In this order: a look at the active ones and then at the retired ones sees it in one of the two.
        retired.add(subscription);
        remove(subscription);
    }

    private static boolean isDirect(BusSubscription subscription) {
        return subscription.spec().mode() == DeliveryMode.DIRECT;
    }

    private void remove(BusSubscription subscription) {
        byId.remove(subscription.id());
        PatternTable<BusSubscription> subscriptions = byType.get(subscription.eventType());
        if (subscriptions != null) {
            subscriptions.remove(subscription.spec().pattern(), subscription.id());
            if (subscriptions.isEmpty()) {
                byType.remove(subscription.eventType());
            }
        }
        version.incrementAndGet();
    }

    /** Forgets a cancelled subscription: its handler has returned. */
    public void forget(ObservedSubscription subscription) {
        retired.remove(subscription);
    }

    /** Whether there is a subscription to exactly this type. */
    public boolean isSubscribedTo(Class<?> type) {
        return byType.containsKey(type);
    }

    /** Changes whenever a subscription comes or goes. */
    public long version() {
        return version.get();
    }

    /** The active subscriptions in the order of subscribing. */
    public List<BusSubscription> active() {
        List<BusSubscription> found = new ArrayList<>(byId.values());
        found.sort(BY_ID);
        return found;
    }

    /**
     * The active subscriptions, and the cancelled ones whose handler may still be running, in the order of subscribing.
     */
    public List<BusSubscription> activeAndRetired() {
        List<BusSubscription> found = active();
        if (!retired.isEmpty()) {
            // One that is retired meanwhile is found twice.
            Set<BusSubscription> known = new HashSet<>(found);
            for (BusSubscription other : retired) {
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
        for (BusSubscription subscription : byId.values()) {
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
        Matches found = new Matches();
        for (Class<?> type : types) {
            PatternTable<BusSubscription> subscriptions = byType.get(type);
            if (subscriptions != null) {
                subscriptions.collect(topic, found);
            }
        }
        found.subscriptions.sort(BY_ID);
        return found.subscriptions;
    }

    private static final class Matches implements Consumer<BusSubscription> {

        private final List<BusSubscription> subscriptions = new ArrayList<>();

        @Override
        public void accept(BusSubscription subscription) {
            subscriptions.add(subscription);
        }
    }
}
