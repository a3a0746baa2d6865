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
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of an event. Routes are made when they are first needed, and again after a subscription has changed that
 * concerns them; publishing in between costs one look-up by class, and one by topic where that is given.
 *
 * <p>Cost: a change looks at each event class that was published, and outdates the routes of topics that match; making a route costs
 * what {@link PatternTable} says. So neither depends on how many other patterns there are.
 */
public final class Router {

    private final SubscriptionTable table;
    private final IndexRegistry indexes;
    private final Retention retention;
    private final CapacityWait roomWait;
    private final BooleanSupplier onFirstUse;
    // Any thread; it does no harm if two say so.
    private boolean used;
    private final RouteCache slots = new RouteCache();
    // Weak, so that a class that its loader lets go of is not kept by the bus; the class itself keeps its routes.
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
     * @param scheduler the time by which publishers wait for room
     * @param onFirstUse is told when an event is about to be offered to a channel, until it has given true
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
        this.roomWait = new CapacityWait(scheduler);
    }

    /**
     * The route of events of a class on their own topic.
     *
     * @throws IllegalArgumentException if the class has no name that could be a topic
     */
    public Route route(Class<?> type) {
        RouteCacheEntry slot = slots.find(type);
        Route route = slot == null ? null : slot.route();
        return route != null && route.isCurrent() ? route : ownRoute(type, slot);
    }

    private Route ownRoute(Class<?> type, @Nullable RouteCacheEntry found) {
        ClassRoutes classRoutes = routesOf(type);
        if (found == null) {
            slots.add(type, classRoutes.own);
            Route route = classRoutes.own.route();
            if (route != null && route.isCurrent()) {
                return route;
            }
        }
        String topic = classRoutes.ownTopic;
        if (topic == null) {
            throw new IllegalArgumentException("The class " + LogText.sanitize(classRoutes.type.getName())
                    + " has no name that could be its topic. To fix it, use publishTo(topic, event), or publish an event of"
                    + " a named class.");
        }
        requireAllowed(classRoutes, topic);
        return made(classRoutes, classRoutes.own, topic);
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
        RouteEntry slot = classRoutes.find(topic);
        if (slot == null) {
            // Only what passes this is ever known.
            TopicName.check(topic);
            removeIfClosed(type);
            slot = classRoutes.add(topic);
        }
        Route route = slot.route();
        if (route == null || !route.isCurrent()) {
            requireAllowed(classRoutes, topic);
            route = made(classRoutes, slot, topic);
        }
        return route;
    }

    private Route made(ClassRoutes classRoutes, RouteEntry slot, String topic) {
        // In this order: a subscription that comes in between makes this route out of date, not incomplete.
        long change = slot.changes();
        Route route = new Route(
                slot,
                change,
                topic,
                retention.placeOf(classRoutes.type.getName(), classRoutes.types, topic, retain(classRoutes)),
                table.matching(classRoutes.types, topic),
                indexes.dispatchersFor(classRoutes.type),
                roomWait);
        slot.keep(route);
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

    /** The route of an event that had one, which may not be right any more. */
    public Route renewed(Route route, Class<?> type) {
        if (route.isCurrent()) {
            return route;
        }
        boolean own = route.isOf(routesOf(type).own);
        return own ? route(type) : route(type, route.topic());
    }

    /** A subscription has been added to the table, or removed from it: outdates the routes that it concerns. */
    public void changed(SubscriptionSpec subscription) {
        for (Iterator<WeakReference<ClassRoutes>> each = made.iterator(); each.hasNext(); ) {
            ClassRoutes classRoutes = each.next().get();
            if (classRoutes == null) {
                each.remove();
            } else if (classRoutes.types.contains(subscription.eventType())) {
                classRoutes.outdate(subscription.pattern());
            }
        }
    }

    /** The bus is closed. Event classes, which may outlive it and its class loader, keep nothing of it. */
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

    /** Whoever closes may not have seen what was made for a class in that moment. */
    private void removeIfClosed(Class<?> type) {
        if (closed) {
            routes.remove(type);
        }
    }

    /** Outdates all routes, so that whoever keeps one comes back, and lets go of them. */
    public void outdateAll() {
        for (WeakReference<ClassRoutes> reference : made) {
            ClassRoutes classRoutes = reference.get();
            if (classRoutes != null) {
                classRoutes.outdateAll();
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
