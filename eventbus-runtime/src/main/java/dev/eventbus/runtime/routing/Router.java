package dev.eventbus.runtime.routing;

import dev.eventbus.BusScheduler;
import dev.eventbus.runtime.index.DeclaredEvent;
import dev.eventbus.runtime.index.IndexRegistry;
import dev.eventbus.spi.Printable;
import dev.eventbus.spi.TopicName;
import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds the route of an event. Routes are made when they are first needed and again after subscriptions have changed;
 * publishing in between costs one look-up by class and one comparison of versions.
 */
public final class Router {

    private final SubscriptionTable table;
    private final IndexRegistry indexes;
    private final RoomWait roomWait;
    // Weak, so that a class that its loader lets go of is not kept by the bus; the class itself keeps its routes.
    private final Queue<WeakReference<ClassRoutes>> made = new ConcurrentLinkedQueue<>();

    private final ClassValue<ClassRoutes> routes = new ClassValue<>() {
        @Override
        protected ClassRoutes computeValue(Class<?> type) {
            ClassRoutes classRoutes = new ClassRoutes(type, indexes.eventOf(declaring(type)));
            made.add(new WeakReference<>(classRoutes));
            return classRoutes;
        }
    };

    /**
     * A router over a table of subscriptions.
     *
     * @param scheduler the time by which publishers wait for room
     */
    public Router(SubscriptionTable table, IndexRegistry indexes, BusScheduler scheduler) {
        this.table = table;
        this.indexes = indexes;
        this.roomWait = new RoomWait(scheduler);
    }

    /**
     * The route of events of a class on their own topic.
     *
     * @throws IllegalArgumentException if the class has no name that could be a topic
     */
    public Route route(Class<?> type) {
        ClassRoutes classRoutes = routes.get(type);
        Route route = classRoutes.own;
        if (route == null || !route.isCurrent(table.version())) {
            String topic = ownTopic(classRoutes);
            requireAllowed(classRoutes, topic);
            route = make(classRoutes, topic);
            classRoutes.own = route;
        }
        return route;
    }

    /**
     * The route of events of a class on a given topic.
     *
     * @throws IllegalArgumentException if the topic is malformed, or the topic or the type is declared and not with the
     *     other
     */
    public Route route(Class<?> type, String topic) {
        ClassRoutes classRoutes = routes.get(type);
        Route route = classRoutes.onTopic(topic);
        if (route == null || !route.isCurrent(table.version())) {
            TopicName.check(topic);
            requireAllowed(classRoutes, topic);
            route = make(classRoutes, topic);
            classRoutes.keep(topic, route);
        }
        return route;
    }

    private Route make(ClassRoutes classRoutes, String topic) {
        // The version is read first: a subscription that comes in between makes this route out of date, not incomplete.
        long version = table.version();
        return new Route(
                version,
                topic,
                table.matching(classRoutes.type, topic),
                indexes.dispatchersFor(classRoutes.type),
                roomWait);
    }

    /** What a route's version is compared with: the table's, itself, so that publishers do not go a long way for it. */
    public AtomicLong version() {
        return table.versionCounter();
    }

    /** Lets no route be current any more. */
    public void outdate() {
        table.versionCounter().incrementAndGet();
    }

    /** Whether any subscription matches events of a class on their own topic. */
    public boolean hasRoute(Class<?> type) {
        return (routes.get(type).declared != null || isNameTopic(type))
                && !route(type).isEmpty();
    }

    /** Names of lambdas and other hidden classes differ from run to run, those of arrays and primitives are not names. */
    private static boolean isNameTopic(Class<?> type) {
        return !type.isArray()
                && !type.isHidden()
                && !type.isPrimitive()
                && type.getName().length() <= TopicName.MAX_LENGTH;
    }

    /** The class that says what the topic is: for a constant of an enum that has a body, and so a class, that enum. */
    private static Class<?> declaring(Class<?> type) {
        Class<?> superclass = type.getSuperclass();
        return superclass != null && superclass.isEnum() ? superclass : type;
    }

    private static String ownTopic(ClassRoutes classRoutes) {
        if (classRoutes.declared != null) {
            return classRoutes.declared.topic();
        }
        Class<?> type = declaring(classRoutes.type);
        if (!isNameTopic(type)) {
            throw new IllegalArgumentException("The class " + Printable.of(type.getName())
                    + " has no name that could be its topic. To fix it, use publishTo(topic, event), or publish an event of"
                    + " a named class.");
        }
        return type.getName();
    }

    private void requireAllowed(ClassRoutes classRoutes, String topic) {
        DeclaredEvent declared = classRoutes.declared;
        if (declared != null) {
            if (!declared.topic().equals(topic)) {
                throw new IllegalArgumentException(declared.className() + " declares the topic " + declared.topic()
                        + " and cannot be published on " + Printable.of(topic) + ". To fix it, use publish(event).");
            }
            return;
        }
        DeclaredEvent owner = indexes.ownerOf(topic);
        if (owner != null) {
            throw new IllegalArgumentException("The topic " + topic + " is declared by " + owner.className() + ", so "
                    + Printable.of(classRoutes.type.getName())
                    + " cannot be published on it. To fix it, publish a " + owner.className()
                    + ", or use another topic.");
        }
    }

    /** Lets go of all routes, and with them of subscriptions that have ended. They are made anew when they are needed. */
    public void clear() {
        made.removeIf(reference -> {
            ClassRoutes classRoutes = reference.get();
            if (classRoutes != null) {
                classRoutes.clear();
            }
            return classRoutes == null;
        });
    }
}
