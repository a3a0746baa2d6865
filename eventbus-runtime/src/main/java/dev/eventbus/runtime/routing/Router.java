package dev.eventbus.runtime.routing;

import dev.eventbus.BusScheduler;
import dev.eventbus.internal.TopicName;
import dev.eventbus.runtime.index.DeclaredEvent;
import dev.eventbus.runtime.index.IndexRegistry;
import dev.eventbus.runtime.retention.Retention;
import dev.eventbus.runtime.subscription.SubscriptionSpec;
import dev.eventbus.spi.LogText;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/**
 * Makes the routes of events: when they are first needed, and again after a subscription has changed that concerns
 * them. In between a publish finds them in the {@link RouteCache} by class, or here by class and topic.
 *
 * <p>Cost: a change looks at each event class that was published, and invalidates the routes of topics that match;
 * making a route costs what {@link PatternTable} says. So neither depends on how many other patterns there are.
 */
public final class Router {

    private final SubscriptionTable table;
    private final IndexRegistry indexes;
    private final Retention retention;
    private final CapacityWait capacityWait;
    private final BooleanSupplier onFirstUse;
    // Any thread; it does no harm if two say so.
    private boolean used;
    private final RouteCache cache = new RouteCache();
    // Weak, so that the bus keeps no class that could be unloaded; the class itself keeps its routes.
    private final Queue<WeakReference<ClassRoutes>> made = new ConcurrentLinkedQueue<>();

    private volatile boolean closed;

    private final ClassValue<ClassRoutes> routes = new ClassValue<>() {
        @Override
        protected ClassRoutes computeValue(Class<?> type) {
            ClassRoutes classRoutes = new ClassRoutes(type, indexes.eventOf(ClassRoutes.declaring(type)));
            made.add(new WeakReference<>(classRoutes));
            return classRoutes;
        }
    };

    /**
     * A router over a table of subscriptions.
     *
     * @param retention what is kept of events for later subscriptions
     * @param scheduler the time by which publishers wait for capacity
     * @param onFirstUse is called when an event is about to be offered to a channel, until it returns true
     */
    public Router(
            SubscriptionTable table,
            IndexRegistry indexes,
            Retention retention,
            BusScheduler scheduler,
            BooleanSupplier onFirstUse) {
        this.table = table;
        this.indexes = indexes;
        this.retention = retention;
        this.onFirstUse = onFirstUse;
        this.capacityWait = new CapacityWait(scheduler);
    }

    /** Finds the routes of classes whose events were published, while the bus is open. */
    public RouteCache cache() {
        return cache;
    }

    /**
     * The route of events of a class on their own topic.
     *
     * @throws IllegalArgumentException if the class has no name that could be a topic
     */
    public Route route(Class<?> type) {
        ClassRoutes classRoutes = routesOf(type);
        RouteEntry entry = classRoutes.own;
        cache.add(type, entry);
        Route route = entry.currentRoute();
        if (route != null) {
            return route;
        }
        String topic = classRoutes.ownTopic;
        if (topic == null) {
            throw new IllegalArgumentException("The class " + LogText.sanitize(classRoutes.type.getName())
                    + " has no name that could be its topic. To fix it, use publishTo(topic, event), or publish an"
                    + " event of a named class.");
        }
        requireAllowed(classRoutes, topic);
        return make(classRoutes, entry, topic);
    }

    /** The topic of events of a class that are published on none; the class's name, if it is none that could be one. */
    public String topicOf(Class<?> type) {
        String topic = routesOf(type).ownTopic;
        return topic != null ? topic : type.getName();
    }

    /**
     * The route of events of a class on a given topic.
     *
     * @throws IllegalArgumentException if the topic is malformed, or the topic or the type is declared and not with the
     *     other
     */
    public Route route(Class<?> type, String topic) {
        ClassRoutes classRoutes = routes.get(type);
        RouteEntry entry = classRoutes.find(topic);
        if (entry == null) {
            // Only what passes this is ever known.
            TopicName.check(topic);
            removeIfClosed(type);
            entry = classRoutes.add(topic);
        }
        Route route = entry.currentRoute();
        if (route == null) {
            requireAllowed(classRoutes, topic);
            route = make(classRoutes, entry, topic);
        }
        return route;
    }

    private Route make(ClassRoutes classRoutes, RouteEntry entry, String topic) {
        // In this order: a subscription that comes in between makes this route outdated, not incomplete.
        long version = entry.version();
        Route route = new Route(
                entry,
                version,
                topic,
                retention.logsOf(classRoutes.type.getName(), classRoutes.types, topic, retain(classRoutes)),
                table.matching(classRoutes.types, topic),
                indexes.dispatchersFor(classRoutes.type),
                capacityWait);
        entry.cache(route);
        if (route.hasChannels()) {
            beginUse();
        }
        return route;
    }

    /** An event is about to be offered to a channel, on a route or not. */
    public void beginUse() {
        if (!used) {
            used = onFirstUse.getAsBoolean();
        }
    }

    private static int retain(ClassRoutes classRoutes) {
        return classRoutes.declared == null ? 0 : classRoutes.declared.retain();
    }

    /** The current route of an event whose route may be outdated. */
    public Route refresh(Route route, Class<?> type) {
        if (route.isCurrent()) {
            return route;
        }
        boolean own = route.isOf(routesOf(type).own);
        return own ? route(type) : route(type, route.topic());
    }

    /** Invalidates the routes that a subscription concerns, which has been added to the table or removed from it. */
    public void invalidate(SubscriptionSpec subscription) {
        for (Iterator<WeakReference<ClassRoutes>> each = made.iterator(); each.hasNext(); ) {
            ClassRoutes classRoutes = each.next().get();
            if (classRoutes == null) {
                each.remove();
            } else if (classRoutes.types.contains(subscription.eventType())) {
                classRoutes.invalidate(subscription.pattern());
            }
        }
    }

    /** The bus is closed: event classes, which may outlive it and its class loader, keep nothing of it. */
    public void close() {
        closed = true;
        for (WeakReference<ClassRoutes> reference : made) {
            ClassRoutes classRoutes = reference.get();
            if (classRoutes != null) {
                routes.remove(classRoutes.type);
            }
        }
    }

    /** The routes of a class, not for every event. */
    private ClassRoutes routesOf(Class<?> type) {
        ClassRoutes classRoutes = routes.get(type);
        removeIfClosed(type);
        return classRoutes;
    }

    /** The thread that closes may not have seen what was made for a class in that moment. */
    private void removeIfClosed(Class<?> type) {
        if (closed) {
            routes.remove(type);
        }
    }

    /**
     * The bus is about to close: no publisher keeps a route from now on, or finds one without asking whether the bus is
     * open.
     */
    public void stopCaching() {
        cache.close();
        invalidateAll();
    }

    /** Invalidates and removes all routes. */
    public void invalidateAll() {
        for (WeakReference<ClassRoutes> reference : made) {
            ClassRoutes classRoutes = reference.get();
            if (classRoutes != null) {
                classRoutes.invalidateAll();
            }
        }
    }

    /** Whether any subscription matches events of a class on their own topic. */
    public boolean hasRoute(Class<?> type) {
        return routesOf(type).ownTopic != null && !route(type).isEmpty();
    }

    private void requireAllowed(ClassRoutes classRoutes, String topic) {
        DeclaredEvent declared = classRoutes.declared;
        if (declared != null) {
            if (!declared.topic().equals(topic)) {
                throw new IllegalArgumentException(declared.className() + " declares the topic " + declared.topic()
                        + " and cannot be published on " + LogText.sanitize(topic)
                        + ". To fix it, use publish(event).");
            }
            return;
        }
        DeclaredEvent owner = indexes.ownerOf(topic);
        if (owner != null) {
            throw new IllegalArgumentException("The topic " + topic + " is declared by " + owner.className() + ", so "
                    + LogText.sanitize(classRoutes.type.getName())
                    + " cannot be published on it. To fix it, publish an event of the type " + owner.className()
                    + ", or use another topic.");
        }
    }
}
