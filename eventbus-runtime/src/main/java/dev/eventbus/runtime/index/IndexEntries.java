package dev.eventbus.runtime.index;

import dev.eventbus.internal.TopicName;
import dev.eventbus.spi.generated.IndexContents;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contents of all indexes of a bus, read index by index; contradictions between them end the start of the bus. */
final class IndexEntries {

    /** A class with handlers, and where its table comes from. */
    record SubscriberEntry(SubscriberIndex index, int number) {}

    /** An event type, which index knows it, and by which number. */
    record EventEntry(SubscriberIndex index, int number, DeclaredEvent event) {}

    final Map<String, SubscriberEntry> subscribers = new HashMap<>();
    final Map<String, EventEntry> events = new HashMap<>();
    final Map<String, List<IndexedDispatcher>> dispatchers = new HashMap<>();
    final ChosenNames names = new ChosenNames();
    private final Map<TopicAndVersion, EventEntry> topics = new HashMap<>();

    /**
     * Adds what an index says.
     *
     * @throws IllegalStateException if that contradicts another index, or cannot be understood
     */
    void read(SubscriberIndex index) {
        try {
            IndexErrors.require(index, index.abi());
            index.describe(new ContentsReader(index));
        } catch (IllegalStateException contradiction) {
            throw contradiction;
        } catch (LinkageError | RuntimeException broken) {
            throw IndexErrors.broken(index, broken);
        }
    }

    /** Reads one index. */
    private final class ContentsReader implements IndexContents {

        private final SubscriberIndex index;
        private final List<String> subscriberNames = new ArrayList<>();
        private @Nullable EventEntry currentEvent;
        private int eventCount;
        private int dispatcherCount;
        private IndexedDispatcher currentDispatcher;

        ContentsReader(SubscriberIndex index) {
            this.index = index;
            this.currentDispatcher = new IndexedDispatcher(index, -1);
        }

        @Override
        public void subscriber(String className) {
            SubscriberEntry other = subscribers.put(className, new SubscriberEntry(index, subscriberNames.size()));
            if (other != null) {
                throw twice("The subscriber class " + className, index, other.index());
            }
            subscriberNames.add(className);
        }

        @Override
        public void name(String subscriptionName) {
            names.add(subscriptionName, subscriberNames.get(subscriberNames.size() - 1), index);
        }

        @Override
        public void event(String className, String topic, int version) {
            TopicName.check(topic);
            EventEntry entry = new EventEntry(index, eventCount++, new DeclaredEvent(className, topic, version, 0));
            currentEvent = entry;
            EventEntry sameName = events.put(className, entry);
            if (sameName != null) {
                throw twice("The event type " + className, index, sameName.index());
            }
            EventEntry sameTopic = topics.put(new TopicAndVersion(topic, version), entry);
            if (sameTopic != null) {
                throw new IllegalStateException("Two event types declare the topic " + topic + " in version " + version
                        + ": " + className + " (" + IndexOrigin.of(index) + ") and "
                        + sameTopic.event().className() + " (" + IndexOrigin.of(sameTopic.index())
                        + "). To fix it, give one of them another topic or version.");
            }
        }

        @Override
        public void retain(int count) {
            EventEntry entry = currentEvent;
            if (entry == null) {
                throw new IllegalArgumentException("retained events of no type");
            }
            DeclaredEvent event = entry.event().retaining(count);
            currentEvent = new EventEntry(index, entry.number(), event);
            events.put(event.className(), currentEvent);
            topics.put(new TopicAndVersion(event.topic(), event.version()), currentEvent);
        }

        @Override
        public void dispatcher(String eventClassName) {
            currentDispatcher = new IndexedDispatcher(index, dispatcherCount++);
            List<IndexedDispatcher> plans = dispatchers.get(eventClassName);
            if (plans == null) {
                plans = new ArrayList<>();
                dispatchers.put(eventClassName, plans);
            }
            plans.add(currentDispatcher);
        }

        @Override
        public void slot(int subscriber, int handler) {
            currentDispatcher.addSlot(subscriberNames.get(subscriber), handler);
        }
    }

    private static IllegalStateException twice(String what, SubscriberIndex one, SubscriberIndex other) {
        return new IllegalStateException(what + " is in two indexes: " + IndexOrigin.of(one) + " and "
                + IndexOrigin.of(other)
                + ". To fix it, take one of the two jars or folders out of the program: they hold the same class,"
                + " compiled twice.");
    }
}
