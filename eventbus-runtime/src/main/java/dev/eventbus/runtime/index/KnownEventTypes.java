package dev.eventbus.runtime.index;

import dev.eventbus.EventType;
import dev.eventbus.EventTypes;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The declared event types of a bus, for integrations. */
public final class KnownEventTypes implements EventTypes {

    private final IndexRegistry registry;

    /** A view of a registry, which follows what becomes known to it. */
    public KnownEventTypes(IndexRegistry registry) {
        this.registry = registry;
    }

    @Override
    public @Nullable EventType find(String topic, int version) {
        return typeOf(registry.declared(topic, version));
    }

    @Override
    public @Nullable EventType of(Class<?> type) {
        return typeOf(registry.eventOf(type));
    }

    @Override
    public List<EventType> all() {
        return registry.declared().stream()
                .sorted(Comparator.comparing(DeclaredEvent::topic).thenComparing(DeclaredEvent::version))
                .map(this::known)
                .toList();
    }

    private @Nullable EventType typeOf(@Nullable DeclaredEvent event) {
        return event == null ? null : known(event);
    }

    private EventType known(DeclaredEvent event) {
        return EventType.of(event.className(), event.topic(), event.version(), () -> registry.classOf(event));
    }

    @Override
    public String toString() {
        return all().toString();
    }
}
