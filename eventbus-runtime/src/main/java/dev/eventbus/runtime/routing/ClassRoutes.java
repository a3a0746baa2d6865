package dev.eventbus.runtime.routing;

import dev.eventbus.internal.TopicName;
import dev.eventbus.runtime.index.DeclaredEvent;
import dev.eventbus.spi.TopicPattern;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one event class on one bus, by topic. Does not refer to the bus other than through routes, which are
 * removed when the bus closes, so that a class that outlives it does not keep it alive.
 *
 * <p>Memory: bounded, whatever topics are published on. Entries of topics are in two generations: a topic that is used
 * is in the young one; when that is full it becomes the old one, and what had not been used since the last time is
 * forgotten. So topics in use survive a stream of others.
 */
final class ClassRoutes {

    /** How many topics a generation holds. */
    static final int MAX_TOPICS = 1024;

    final Class<?> type;
    final @Nullable DeclaredEvent declared;

    /**
     * The topic of events that are published on none: declared, or the class's name; null for a class whose name is
     * none.
     */
    final @Nullable String ownTopic;

    /** The class and everything that its instances are also instances of; of a system type only that itself. */
    final Collection<Class<?>> types;

    /** The entry of its own topic. */
    final RouteEntry own;

    private record Generations(Map<String, RouteEntry> young, Map<String, RouteEntry> old) {

        boolean has(Map<String, RouteEntry> generation) {
            return generation == young || generation == old;
        }
    }

    private volatile Generations topics = new Generations(new ConcurrentHashMap<>(), Map.of());

    // Held while a generation is forgotten, and while changes look through the topics.
    private final ReentrantLock lock = new ReentrantLock();

    ClassRoutes(Class<?> type, @Nullable DeclaredEvent declared) {
        this.type = type;
        this.declared = declared;
        this.own = new RouteEntry(new WeakReference<>(type));
        this.ownTopic = declared != null ? declared.topic() : topicByName(declaring(type));
        this.types = SubscriptionTable.isSystemType(type) ? List.of(type) : supertypes(type);
    }

    /** The class that says what the topic is: for a constant of an enum that has a body, and so a class, that enum. */
    static Class<?> declaring(Class<?> type) {
        Class<?> superclass = type.getSuperclass();
        return superclass != null && superclass.isEnum() ? superclass : type;
    }

    /**
     * Names of lambdas and other hidden classes differ from run to run, those of arrays and primitives are not names.
     */
    private static @Nullable String topicByName(Class<?> type) {
        boolean isTopic = !type.isArray()
                && !type.isHidden()
                && !type.isPrimitive()
                && type.getName().length() <= TopicName.MAX_LENGTH;
        return isTopic ? type.getName() : null;
    }

    private static Collection<Class<?>> supertypes(Class<?> type) {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            addWithInterfaces(c, types);
        }
        types.add(Object.class);
        return types;
    }

    private static void addWithInterfaces(Class<?> type, Set<Class<?>> types) {
        if (types.add(type)) {
            for (Class<?> implemented : type.getInterfaces()) {
                addWithInterfaces(implemented, types);
            }
        }
    }

    /** The entry of a topic, if it is known. */
    @Nullable
    RouteEntry find(String topic) {
        Generations now = topics;
        RouteEntry entry = now.young.get(topic);
        if (entry == null) {
            return promoted(topic, now);
        }
        if (entry.isRetired()) {
            // Promoted while it was being forgotten.
            now.young.remove(topic, entry);
            return null;
        }
        return entry;
    }

    /**
     * Moves an entry to the young generation; first there, then away, so that a look at the old one and then at the
     * young one sees it in one of the two.
     */
    private @Nullable RouteEntry promoted(String topic, Generations now) {
        RouteEntry entry = now.old.get(topic);
        if (entry == null) {
            return null;
        }
        RouteEntry kept = put(topic, entry, now);
        now.old.remove(topic, entry);
        return kept;
    }

    /** The entry of a topic that is not known, or was not a moment ago. */
    RouteEntry add(String topic) {
        Generations now = topics;
        if (now.young.size() >= MAX_TOPICS && lock.tryLock()) {
            try {
                now = nextGenerations();
            } finally {
                lock.unlock();
            }
        }
        return put(topic, new RouteEntry(own.type()), now);
    }

    private RouteEntry put(String topic, RouteEntry entry, Generations now) {
        RouteEntry other = now.young.putIfAbsent(topic, entry);
        RouteEntry kept = other != null ? other : entry;
        // The map may have been forgotten meanwhile, with what was in it then: nothing would find this entry to
        // invalidate
        // it.
        if (!topics.has(now.young)) {
            kept.retire();
        }
        return kept;
    }

    private Generations nextGenerations() {
        Generations now = topics;
        if (now.young.size() < MAX_TOPICS) {
            return now;
        }
        Generations next = new Generations(new ConcurrentHashMap<>(), now.young);
        topics = next;
        for (Map.Entry<String, RouteEntry> forgotten : now.old.entrySet()) {
            // One that was promoted a moment ago is in both.
            if (now.young.get(forgotten.getKey()) != forgotten.getValue()) {
                forgotten.getValue().retire();
            }
        }
        return next;
    }

    /** Invalidates the routes of topics that match a pattern. */
    void invalidate(TopicPattern pattern) {
        if (ownTopic != null && pattern.matches(ownTopic)) {
            own.invalidate();
        }
        lock.lock();
        try {
            Generations now = topics;
            if (pattern.isLiteral()) {
                invalidate(now.old.get(pattern.toString()));
                invalidate(now.young.get(pattern.toString()));
            } else {
                invalidateMatching(pattern, now.old);
                invalidateMatching(pattern, now.young);
            }
        } finally {
            lock.unlock();
        }
    }

    private static void invalidateMatching(TopicPattern pattern, Map<String, RouteEntry> generation) {
        for (Map.Entry<String, RouteEntry> each : generation.entrySet()) {
            if (pattern.matches(each.getKey())) {
                each.getValue().invalidate();
            }
        }
    }

    private static void invalidate(@Nullable RouteEntry entry) {
        if (entry != null) {
            entry.invalidate();
        }
    }

    /** How many topics are known; for tests. */
    int knownTopics() {
        Generations now = topics;
        return now.young.size() + now.old.size();
    }

    /** Invalidates and removes all routes. */
    void invalidateAll() {
        own.invalidate();
        lock.lock();
        try {
            Generations now = topics;
            invalidateMatching(TopicPattern.EVERYTHING, now.old);
            invalidateMatching(TopicPattern.EVERYTHING, now.young);
        } finally {
            lock.unlock();
        }
    }
}
