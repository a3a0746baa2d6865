package dev.eventbus.runtime.routing;

import java.lang.ref.WeakReference;

/** The slot of a class on its own topic. Knows the class weakly, so that a table of slots does not keep it. */
final class RouteCacheEntry extends RouteEntry {

    private final WeakReference<Class<?>> type;

    RouteCacheEntry(Class<?> type) {
        this.type = new WeakReference<>(type);
    }

    /** Whether it is the slot of a class. */
    boolean isOf(Class<?> other) {
        return type.refersTo(other);
    }

    /** Whether its class has been unloaded. */
    boolean isGone() {
        return type.refersTo(null);
    }
}
