package dev.eventbus.runtime.routing;

import org.jspecify.annotations.Nullable;

/**
 * Finds the routes of event classes by the hash of the class, before {@link ClassValue} is asked: a publish waits for
 * one load after another until it knows the route, and this takes half as many. A class has two places; if others have
 * taken both, its route is not found here.
 *
 * <p>What it finds was made while the bus was open, and the bus is open: a publish need not ask. When the bus begins to
 * close, the cache is {@linkplain #close emptied} for good, before anybody can see that.
 *
 * <p>Threading: {@link #find} any, by races that do no harm: what is read is null or an entry, whose class is final and
 * is compared. Changes under a lock.
 */
public final class RouteCache {

    private static final int PLACES = 256;
    private static final int PLACES_BITS = 8;

    private final @Nullable RouteEntry[] places = new RouteEntry[PLACES];
    // Written under the lock.
    private volatile boolean closed;

    RouteCache() {}

    /** The current route of a class on its own topic; null if it is not here. */
    public @Nullable Route find(Class<?> type) {
        int hash = System.identityHashCode(type);
        RouteEntry entry = places[first(hash)];
        if (entry == null || !entry.isOf(type)) {
            entry = places[second(hash)];
            if (entry == null || !entry.isOf(type)) {
                return null;
            }
        }
        return entry.currentRoute();
    }

    /** Adds the entry of a class on its own topic, if there is a place. */
    void add(Class<?> type, RouteEntry entry) {
        int hash = System.identityHashCode(type);
        int first = first(hash);
        int second = second(hash);
        if (places[first] == entry || places[second] == entry) {
            return;
        }
        if (isFree(places[first])) {
            put(first, entry);
        } else if (isFree(places[second])) {
            put(second, entry);
        }
    }

    private synchronized void put(int place, RouteEntry entry) {
        if (!closed) {
            places[place] = entry;
        }
    }

    /** Empties it for good. */
    synchronized void close() {
        closed = true;
        for (int place = 0; place < PLACES; place++) {
            places[place] = null;
        }
    }

    /** Whether it was {@linkplain #close emptied} for good. */
    public boolean isClosed() {
        return closed;
    }

    private static boolean isFree(@Nullable RouteEntry place) {
        return place == null || place.isOfUnloadedClass();
    }

    private static int first(int hash) {
        return hash & (PLACES - 1);
    }

    private static int second(int hash) {
        return (hash >>> PLACES_BITS) & (PLACES - 1);
    }
}
