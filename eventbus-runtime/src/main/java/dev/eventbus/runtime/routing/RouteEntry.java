package dev.eventbus.runtime.routing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The place of one class and topic: its route, if one was made, and the version of what it is made of. A route is
 * current as long as it has the version of its entry. Knows the class weakly, so that a table of entries does not keep
 * it.
 *
 * <p>Threading: any, without locks. A thread that changes subscriptions does that first and then
 * {@linkplain #invalidate invalidates} every entry that it concerns; a thread that makes a route has its entry where
 * the other one looks, reads the {@linkplain #version version}, and then looks for subscriptions. So either the maker
 * finds the change, or its route is outdated from the beginning.
 */
final class RouteEntry {

    /** The version of no route that is current. */
    private static final long NEVER = -1;

    private static final long RETIRED = Long.MIN_VALUE;

    private static final VarHandle VERSION;

    static {
        try {
            VERSION = MethodHandles.lookup().findVarHandle(RouteEntry.class, "version", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final WeakReference<Class<?>> type;
    // From 0; below for an entry that is found no more.
    private volatile long version;
    private volatile @Nullable Route route;

    /** @param type the class of the events */
    RouteEntry(WeakReference<Class<?>> type) {
        this.type = type;
    }

    /** The class, to be shared with its other entries. */
    WeakReference<Class<?>> type() {
        return type;
    }

    /** Whether it is an entry of a class. */
    boolean isOf(Class<?> other) {
        return type.refersTo(other);
    }

    /** Whether its class has been unloaded. */
    boolean isOfUnloadedClass() {
        return type.refersTo(null);
    }

    /** The version for a route that is about to be made; one that is never current if the entry is retired. */
    long version() {
        long now = version;
        return now < 0 ? NEVER : now;
    }

    /** Whether a route with a version is current. */
    boolean isVersion(long made) {
        return version == made;
    }

    /** The route, if it is current; else null. */
    @Nullable
    Route currentRoute() {
        Route known = route;
        return known != null && known.version() == version ? known : null;
    }

    /** Keeps a route for the next publisher. */
    void cache(Route made) {
        route = made;
        // A change between its making and here has removed the route before this one: remove this one too, so that it
        // does not keep subscriptions that have ended.
        if (!made.isCurrent()) {
            route = null;
        }
    }

    /** Subscriptions have changed: the route is current no more. */
    void invalidate() {
        getAndAddVersion(1);
        route = null;
    }

    /** Atomic, with the memory effects of a volatile write. */
    private void getAndAddVersion(long changes) {
        VERSION.getAndAdd(this, changes);
    }

    /** Whether no route of it can be current. */
    boolean isRetired() {
        return version < 0;
    }

    /** Lets no route of this entry be current from now on, because changes will not find the entry. */
    void retire() {
        version = RETIRED;
        route = null;
    }
}
