package dev.eventbus.runtime.routing;

import org.jspecify.annotations.Nullable;

/**
 * Finds the slots of event classes by the hash of the class, before {@link ClassValue} is asked: publishing waits for one load after
 * another until it knows the route, and this takes half as many. A class has two places; if others have taken both, its slot is not
 * found here.
 *
 * <p>Threading: any, by races that do no harm. What is read is null or a slot, whose class is final and is compared; what two threads
 * write to one place at a time is lost for one of them, which writes again with its next event.
 */
final class RouteCache {

    private static final int PLACES = 256;
    private static final int PLACES_BITS = 8;

    private final @Nullable RouteCacheEntry[] places = new RouteCacheEntry[PLACES];

    RouteCache() {}

    /** The slot of a class; null if it is not here. */
    @Nullable
    RouteCacheEntry find(Class<?> type) {
        int hash = System.identityHashCode(type);
        RouteCacheEntry slot = places[first(hash)];
        if (slot != null && slot.isOf(type)) {
            return slot;
        }
        slot = places[second(hash)];
        return slot != null && slot.isOf(type) ? slot : null;
    }

    /** Keeps a slot that was not found, if there is a place. */
    void add(Class<?> type, RouteCacheEntry slot) {
        int hash = System.identityHashCode(type);
        if (isFree(places[first(hash)])) {
            places[first(hash)] = slot;
        } else if (isFree(places[second(hash)])) {
            places[second(hash)] = slot;
        }
    }

    private static boolean isFree(@Nullable RouteCacheEntry place) {
        return place == null || place.isGone();
    }

    private static int first(int hash) {
        return hash & (PLACES - 1);
    }

    private static int second(int hash) {
        return (hash >>> PLACES_BITS) & (PLACES - 1);
    }
}
