package dev.eventbus.runtime.index;

import dev.eventbus.Event;
import dev.eventbus.runtime.topic.TopicName;
import dev.eventbus.spi.generated.HandlerTable;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All indexes of one bus as one: which class has which handlers, which event type has which topic.
 *
 * <p>Threading: any. Cost: the indexes are described when the bus is built, by names only; tables are made when a class is
 * first registered.
 */
public final class IndexRegistry {

    private final IndexEntries entries = new IndexEntries();
    private final Map<String, HandlerTable> tables = new ConcurrentHashMap<>();

    // Who declared what: all event types of the indexes, and those that only their annotation tells of.
    private final Map<TopicAndVersion, DeclaredEvent> declarations = new ConcurrentHashMap<>();
    private final Map<String, DeclaredEvent> owners = new ConcurrentHashMap<>();
    // Classes that were looked at and have no table.
    private final Set<String> withoutTable = ConcurrentHashMap.newKeySet();
    private final boolean empty;

    /**
     * Merges indexes; the same one given twice counts once.
     *
     * @throws IllegalStateException if they contradict each other or one is from an incompatible version
     */
    public IndexRegistry(Collection<SubscriberIndex> indexes) {
        Map<Class<?>, SubscriberIndex> distinct = new LinkedHashMap<>();
        indexes.forEach(index -> distinct.putIfAbsent(index.getClass(), index));
        distinct.values().forEach(entries::read);
        entries.events.values().forEach(entry -> declare(entry.event()));
        empty = distinct.isEmpty();
    }

    /** Whether the bus has no index at all. */
    public boolean isEmpty() {
        return empty;
    }

    /**
     * The tables that serve a class: those of its superclasses first, its own last; empty if there is none.
     *
     * @throws IllegalArgumentException if there is a table that no index of this bus knows
     */
    public List<HandlerTable> tablesOf(Class<?> subscriberClass) {
        List<HandlerTable> found = new ArrayList<>();
        for (Class<?> type = subscriberClass; type != null; type = type.getSuperclass()) {
            HandlerTable table = tableOf(type);
            if (table != null) {
                found.add(0, table);
            } else {
                requireNoTable(type);
            }
        }
        return found;
    }

    /**
     * A class that no index knows must have no generated table beside it: else its handlers, or some of them, would be
     * missing without a word.
     */
    private void requireNoTable(Class<?> type) {
        if (type.getClassLoader() == null || withoutTable.contains(type.getName())) {
            return;
        }
        String nested = type.getName()
                .substring(
                        type.getPackageName().isEmpty()
                                ? 0
                                : type.getPackageName().length() + 1);
        if (type.getResource(nested.replace('$', '_') + "_Handlers.class") != null) {
            throw new IllegalArgumentException(type.getName()
                    + " has a generated table, but none of this bus's indexes knows it, so that its handlers would be missing."
                    + " To fix it, add the EventBusIndex of its module to builder().index(...), or use EventBus.open()."
                    + ModuleHint.of(type));
        }
        withoutTable.add(type.getName());
    }

    private @Nullable HandlerTable tableOf(Class<?> type) {
        IndexEntries.SubscriberEntry entry = entries.subscribers.get(type.getName());
        if (entry == null) {
            return null;
        }
        HandlerTable table =
                tables.computeIfAbsent(type.getName(), name -> entry.index().table(entry.number()));
        // A class of the same name from another class loader is another class: its table would cast in vain.
        return table.subscriberType() == type ? table : null;
    }

    /**
     * What an event type declares, by an index or, for a type that no index knows, by its annotation.
     *
     * @return null if it declares nothing
     * @throws IllegalArgumentException if its topic is malformed, or is another type's in the same version
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
        DeclaredEvent event = new DeclaredEvent(type.getName(), annotation.value(), annotation.version());
        DeclaredEvent other = declare(event);
        if (other != null && !other.className().equals(event.className())) {
            throw new IllegalArgumentException("Two event types declare the topic " + event.topic() + " in version "
                    + event.version() + ": " + event.className() + " and " + other.className()
                    + ". To fix it, give one of them another topic or version.");
        }
        return event;
    }

    /** Notes a declaration; gives the one that has the same topic and version already. */
    private @Nullable DeclaredEvent declare(DeclaredEvent event) {
        DeclaredEvent other = declarations.putIfAbsent(new TopicAndVersion(event.topic(), event.version()), event);
        if (other == null) {
            // Of several versions, one stands for all in messages: the lowest, so that they do not vary.
            owners.merge(event.topic(), event, (one, two) -> one.version() <= two.version() ? one : two);
        }
        return other;
    }

    /** Which event type declares a topic; null if none does. */
    public @Nullable DeclaredEvent ownerOf(String topic) {
        return owners.get(topic);
    }

    /** The dispatchers for events of exactly this class, one for each index that has one. */
    public List<DispatcherPlan> dispatchersFor(Class<?> eventClass) {
        return entries.dispatchers.getOrDefault(eventClass.getName(), List.of());
    }
}
