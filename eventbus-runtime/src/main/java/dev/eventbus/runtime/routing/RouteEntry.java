package dev.eventbus.runtime.routing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The place of one class and topic: its route, if one was made, and how often what it is made of has changed. A route is right as
 * long as that has not changed since before it was made.
 *
 * <p>Threading: any, without locks. Who changes subscriptions does that first and then {@linkplain #outdate outdates} every slot
 * that it concerns; who makes a route has its slot where that looks, reads {@link #changes}, and then looks for subscriptions. So
 * either the maker finds the change, or its route is out of date from the beginning.
 */
class RouteEntry {

    /** What no route was made at. */
    private static final long NEVER = -1;

    private static final long RETIRED = Long.MIN_VALUE;

    private static final VarHandle CHANGES;

    static {
        try {
            CHANGES = MethodHandles.lookup().findVarHandle(RouteEntry.class, "changes", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // From 0; below for a slot that nobody finds any more.
    private volatile long changes;
    private volatile @Nullable Route route;

    RouteEntry() {}

    /** The number of changes so far, for a route that is about to be made; one that no route is right at if the slot is retired. */
    long changes() {
        long now = changes;
        return now < 0 ? NEVER : now;
    }

    /** Whether a route is right that was made at a number of changes. */
    boolean isAt(long change) {
        return changes == change;
    }

    /** The route, right or not; null if there is none. */
    @Nullable
    Route route() {
        return route;
    }

    /** Keeps a route for the next who asks. */
    void keep(Route made) {
        route = made;
        // A change between its making and here has let go of the route before this one: let go of this one too, so that
        // it does not keep subscriptions that have ended.
        if (!made.isCurrent()) {
            route = null;
        }
    }

    /** Lets the route be right no more, because subscriptions have changed. */
    void outdate() {
        CHANGES.getAndAdd(this, 1L);
        route = null;
    }

    /** Whether no route of it can be right. */
    boolean isRetired() {
        return changes < 0;
    }

    /** Lets no route of this slot be right from now on, because changes will not find the slot. */
    void retire() {
        changes = RETIRED;
        route = null;
    }
}
