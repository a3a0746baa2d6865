package dev.eventbus.runtime.index;

import dev.eventbus.runtime.index.IndexEntries.SubscriberEntry;
import dev.eventbus.spi.LogText;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.util.HashMap;
import java.util.Map;

/**
 * The subscription names that declarations chose, of which no two may be equal. Default names begin with the name of
 * their class, so that two of them are never equal; a chosen name that looks like another class's default name is
 * compared with that class's table, the only case in which a table is made when the bus starts.
 */
final class ChosenNames {

    private record NameOwner(String className, SubscriberIndex index) {
        @Override
        public String toString() {
            return className + " (" + IndexOrigin.of(index) + ")";
        }
    }

    private final Map<String, NameOwner> owners = new HashMap<>();

    void add(String name, String className, SubscriberIndex index) {
        NameOwner owner = new NameOwner(className, index);
        NameOwner other = owners.put(name, owner);
        if (other != null) {
            throw clash(name, other, owner.toString());
        }
    }

    /**
     * Compares the names with the default names of other classes.
     *
     * @param tables knows the handlers of the subscribers
     * @throws IllegalStateException if two are equal
     */
    void requireNoDefaultName(Map<String, SubscriberEntry> subscribers, IndexRegistry tables) {
        for (Map.Entry<String, NameOwner> each : owners.entrySet()) {
            String name = each.getKey();
            NameOwner owner = each.getValue();
            String className = classOfDefaultName(name);
            SubscriberEntry entry = subscribers.get(className);
            if (entry != null && !className.equals(owner.className())) {
                for (HandlerSpec handler : tables.handlersOf(className)) {
                    if (handler.name().equals(name)) {
                        throw clash(
                                name, owner, new NameOwner(className, entry.index()) + ", whose default name it is");
                    }
                }
            }
        }
    }

    /** The class whose handler would have the name by default: what is before the last dot but for the parentheses. */
    private static String classOfDefaultName(String name) {
        int parenthesis = name.indexOf('(');
        int dot = name.lastIndexOf('.', parenthesis < 0 ? name.length() : parenthesis);
        return dot < 0 ? "" : name.substring(0, dot);
    }

    private static IllegalStateException clash(String name, NameOwner one, String other) {
        return new IllegalStateException(
                "Two handlers have the subscription name \"" + LogText.sanitize(name) + "\": one of "
                        + one + " and one of " + other
                        + ". To fix it, change the name in the @Subscribe of one of them: metrics, reports and"
                        + " redelivery tell subscriptions apart by it.");
    }
}
