package dev.eventbus.runtime.index;

import dev.eventbus.Event;
import dev.eventbus.internal.TopicName;
import dev.eventbus.runtime.delivery.EventKey;
import dev.eventbus.runtime.index.IndexEntries.SubscriberEntry;
import dev.eventbus.spi.generated.EventDescriptor;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All indexes of one bus as one: which class has which handlers, which event type has which topic.
 *
 * <p>Threading: any. Cost: the indexes are described when the bus is built, by names only; tables are made when a class
 * is first registered.
 */
public final class IndexRegistry {

    private final IndexEntries entries = new IndexEntries();
    private final Map<String, HandlerTable> tables = new ConcurrentHashMap<>();

    // Which type declares what: all event types of the indexes, and those that are known by their annotation only.
    private final Map<TopicAndVersion, DeclaredEvent> declarations = new ConcurrentHashMap<>();
    private final Map<String, DeclaredEvent> owners = new ConcurrentHashMap<>();
    // The event types that no index knows. Weak, so that no class is kept that could be unloaded.
    private final Map<String, WeakReference<Class<?>>> annotated = new ConcurrentHashMap<>();
    // Classes that were looked at and have neither a table nor handlers.
    private final Set<String> withoutHandlers = ConcurrentHashMap.newKeySet();
    private final Set<String> indexNames = new HashSet<>();
    private final boolean discovers;

    /**
     * Merges indexes; the same one given twice counts once, also where two class loaders have defined its class from
     * one place.
     *
     * @param discovers whether class loaders were searched for indexes, for the message when one is missing
     * @throws IllegalStateException if they contradict each other or one is from an incompatible version
     */
    public IndexRegistry(Collection<SubscriberIndex> indexes, boolean discovers) {
        List<SubscriberIndex> distinct = distinct(indexes);
        for (SubscriberIndex index : distinct) {
            IndexFile.requireOnlyOne(index.getClass());
            indexNames.add(index.getClass().getName());
        }
        for (SubscriberIndex index : distinct) {
            entries.read(index);
        }
        entries.names.requireNoDefaultName(entries.subscribers, this);
        for (IndexEntries.EventEntry entry : entries.events.values()) {
            declare(entry.event());
        }
        this.discovers = discovers;
    }

    private static List<SubscriberIndex> distinct(Collection<SubscriberIndex> indexes) {
        List<SubscriberIndex> distinct = new ArrayList<>();
        for (SubscriberIndex index : indexes) {
            int place = 0;
            while (place < distinct.size() && !IndexOrigin.isSame(distinct.get(place), index)) {
                place++;
            }
            if (place == distinct.size()) {
                distinct.add(index);
            } else {
                distinct.set(place, IndexOrigin.innermost(distinct.get(place), index));
            }
        }
        return distinct;
    }

    /** Whether class loaders were searched for indexes. */
    boolean discovers() {
        return discovers;
    }

    /** Whether one of the indexes has a class of this name. */
    boolean hasIndex(String className) {
        return indexNames.contains(className);
    }

    /**
     * The tables that serve a class: those of its superclasses first, its own last; at least one.
     *
     * @throws IllegalArgumentException if there is none, or some of its handlers would be missing: there is a table
     *     that no index of this bus knows, or a class that should have one, or a table that lacks some
     */
    public List<HandlerTable> tablesOf(Class<?> subscriberClass) {
        List<HandlerTable> found = new ArrayList<>();
        Class<?> unserved = null;
        boolean readable = true;
        for (Class<?> type = subscriberClass; type != null; type = type.getSuperclass()) {
            HandlerTable table = tableOf(type);
            if (table != null) {
                found.add(0, table);
            } else if (type.getClassLoader() != null && !withoutHandlers.contains(type.getName())) {
                SubscribeMethods.Found handlers = handlersWithoutTable(type);
                readable &= handlers.readable();
                if (handlers.count() > 0) {
                    unserved = type;
                } else if (handlers.readable()) {
                    withoutHandlers.add(type.getName());
                }
            }
        }
        if (unserved != null) {
            throw RegistrationErrors.withoutTable(
                    unserved, found.isEmpty() ? null : found.get(0).subscriberType());
        }
        if (found.isEmpty()) {
            throw RegistrationErrors.withoutHandlers(subscriberClass, readable);
        }
        return found;
    }

    /**
     * The handlers of a class that no index knows.
     *
     * @throws IllegalArgumentException if there is a table of them
     */
    private SubscribeMethods.Found handlersWithoutTable(Class<?> type) {
        SubscribeMethods.Found handlers = SubscribeMethods.in(type);
        SubscriberEntry ofNamesake = entries.subscribers.get(type.getName());
        // A table of the name that this class's would have can belong to another class: that of A_B to A.B.
        if ((handlers.count() > 0 || !handlers.readable())
                && (ofNamesake != null || RegistrationErrors.hasTable(type))) {
            throw RegistrationErrors.withoutIndex(type, ofNamesake == null ? null : ofNamesake.index(), this);
        }
        return handlers;
    }

    private @Nullable HandlerTable tableOf(Class<?> type) {
        SubscriberEntry entry = entries.subscribers.get(type.getName());
        if (entry == null) {
            return null;
        }
        HandlerTable table = make(type.getName(), entry);
        // A class of the same name from another class loader is another class: its table would cast in vain.
        if (table.subscriberType() != type) {
            return null;
        }
        if (table.mayBeIncomplete()) {
            RegistrationErrors.requireComplete(type, table.handlers().length);
        }
        return table;
    }

    /** The handlers of a class that an index knows; none if they cannot be known before the class is registered. */
    List<HandlerSpec> handlersOf(String className) {
        SubscriberEntry entry = Objects.requireNonNull(entries.subscribers.get(className));
        try {
            return List.of(make(className, entry).handlers());
        } catch (LinkageError optionalClassIsMissing) {
            return List.of();
        }
    }

    private HandlerTable make(String className, SubscriberEntry entry) {
        HandlerTable known = tables.get(className);
        if (known != null) {
            return known;
        }
        HandlerTable made = entry.index().table(entry.number());
        HandlerTable other = tables.putIfAbsent(className, made);
        return other != null ? other : made;
    }

    /**
     * What an event type declares, by an index or, for a type that no index knows, by its annotation.
     *
     * @return null if it declares nothing
     * @throws IllegalArgumentException if its topic is malformed, or is another type's in the same version, or if it
     *     retains a number of events that is not possible
     */
    public @Nullable DeclaredEvent eventOf(Class<?> type) {
        IndexEntries.EventEntry entry = entries.events.get(type.getName());
        if (entry != null) {
            return entry.event();
        }
        Event annotation = type.getAnnotation(Event.class);
        if (annotation == null) {
            return null;
        }
        TopicName.check(annotation.value());
        DeclaredEvent event =
                new DeclaredEvent(type.getName(), annotation.value(), annotation.version(), annotation.retain());
        DeclaredEvent other = declare(event);
        if (other != null && !other.className().equals(event.className())) {
            throw new IllegalArgumentException("Two event types declare the topic " + event.topic() + " in version "
                    + event.version() + ": " + event.className() + " and " + other.className()
                    + ". To fix it, give one of them another topic or version.");
        }
        annotated.putIfAbsent(type.getName(), new WeakReference<>(type));
        return event;
    }

    /** The event type that declares a topic in a version; null if none does, as far as is known. */
    @Nullable
    DeclaredEvent declared(String topic, int version) {
        return declarations.get(new TopicAndVersion(topic, version));
    }

    /** All event types that are known. */
    Collection<DeclaredEvent> declared() {
        return declarations.values();
    }

    /**
     * The class of an event type that is known.
     *
     * @throws NoClassDefFoundError if it has been unloaded
     */
    Class<?> classOf(DeclaredEvent event) {
        IndexEntries.EventEntry entry = entries.events.get(event.className());
        if (entry != null) {
            return entry.index().event(entry.number()).type();
        }
        WeakReference<Class<?>> reference = annotated.get(event.className());
        Class<?> type = reference == null ? null : reference.get();
        if (type == null) {
            throw new NoClassDefFoundError(event.className());
        }
        return type;
    }

    /**
     * The key that an event type declares.
     *
     * @return null if it declares none
     * @throws IllegalStateException if it declares one that no index can read: its accessor is not looked up by
     *     reflection
     */
    public @Nullable EventKey keyOf(Class<?> type) {
        EventDescriptor descriptor = descriptorOf(type);
        if (descriptor != null && descriptor.hasKey()) {
            return descriptor::key;
        }
        String declared = keyByAnnotation(type);
        if (declared.isEmpty()) {
            return null;
        }
        IndexEntries.EventEntry entry = entries.events.get(type.getName());
        throw KeyErrors.unreadable(type, declared, entry == null ? null : entry.index(), descriptor != null, this);
    }

    /** Whether an event type declares a key, be it that an index can read it or not. */
    public boolean declaresKey(Class<?> type) {
        EventDescriptor descriptor = descriptorOf(type);
        return (descriptor != null && descriptor.hasKey())
                || !keyByAnnotation(type).isEmpty();
    }

    /** What an index knows of an event type; null if none does, or of its namesake from another class loader only. */
    private @Nullable EventDescriptor descriptorOf(Class<?> type) {
        IndexEntries.EventEntry entry = entries.events.get(type.getName());
        if (entry == null) {
            return null;
        }
        EventDescriptor descriptor = entry.index().event(entry.number());
        return descriptor.type() == type ? descriptor : null;
    }

    private static String keyByAnnotation(Class<?> type) {
        Event annotation = type.getAnnotation(Event.class);
        return annotation == null ? "" : annotation.key();
    }

    /** Notes a declaration; gives the one that has the same topic and version already. */
    private synchronized @Nullable DeclaredEvent declare(DeclaredEvent event) {
        DeclaredEvent other = declarations.putIfAbsent(new TopicAndVersion(event.topic(), event.version()), event);
        if (other == null) {
            // Of several versions, one stands for all in messages: the lowest, so that they do not vary.
            DeclaredEvent owner = owners.get(event.topic());
            if (owner == null || event.version() < owner.version()) {
                owners.put(event.topic(), event);
            }
        }
        return other;
    }

    /** Which event type declares a topic; null if none does. */
    public @Nullable DeclaredEvent ownerOf(String topic) {
        return owners.get(topic);
    }

    /** The dispatchers for events of exactly this class, one for each index that has one. */
    public List<IndexedDispatcher> dispatchersFor(Class<?> eventClass) {
        return entries.dispatchers.getOrDefault(eventClass.getName(), List.of());
    }
}
