package dev.eventbus.runtime.routing;

import static dev.eventbus.testing.Patience.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.EventBus;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The table of slots by class gives a class its own slot or none, however many there are, and keeps no class. */
class RouteCacheTest {

    @Test
    void manyClassesNeverGetEachOthersSlots() {
        RouteCache slots = new RouteCache();
        List<Class<?>> classes = manyClasses();
        List<RouteCacheEntry> added = new ArrayList<>();
        for (Class<?> type : classes) {
            assertThat(slots.find(type)).isNull();
            RouteCacheEntry slot = new RouteCacheEntry(type);
            slots.add(type, slot);
            added.add(slot);
        }
        int found = 0;
        for (int i = 0; i < classes.size(); i++) {
            RouteCacheEntry slot = slots.find(classes.get(i));
            if (slot != null) {
                assertThat(slot).isSameAs(added.get(i));
                found++;
            }
        }
        // Nearly all 256 places are taken by two tries of each of 1,000 classes.
        assertThat(found).isBetween(200, 256);
    }

    /** Arrays of 9 types in 1 to 120 dimensions. */
    private static List<Class<?>> manyClasses() {
        List<Class<?>> classes = new ArrayList<>();
        Class<?>[] types = {
            int.class,
            long.class,
            byte.class,
            short.class,
            char.class,
            float.class,
            double.class,
            boolean.class,
            Object.class
        };
        for (Class<?> type : types) {
            Class<?> array = type;
            for (int dimension = 0; dimension < 120; dimension++) {
                array = array.arrayType();
                classes.add(array);
            }
        }
        return classes;
    }

    /** What a plug-in publishes must not keep the plug-in. */
    public static final class PlugInEvent {

        /** For the plug-in's loader. */
        public PlugInEvent() {}
    }

    /** Defines one class again, as another. */
    private static final class PlugInLoader extends ClassLoader {

        Object makeEvent() throws IOException, ReflectiveOperationException {
            String name = PlugInEvent.class.getName();
            try (InputStream code = PlugInEvent.class.getResourceAsStream("OwnSlotsTest$PlugInEvent.class")) {
                byte[] bytes = code.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length)
                        .getConstructor()
                        .newInstance();
            }
        }
    }

    @Test
    void theBusDoesNotKeepAClassOfWhichEventsWerePublished() throws Exception {
        try (EventBus bus = EventBus.builder().build()) {
            AtomicInteger handled = new AtomicInteger();
            bus.subscribe(Object.class, event -> handled.incrementAndGet());
            WeakReference<Class<?>> type = publishFromPlugIn(bus);
            awaitIdle(bus);
            assertThat(handled).hasValue(2);
            while (type.get() != null) {
                System.gc();
            }
        }
    }

    private static WeakReference<Class<?>> publishFromPlugIn(EventBus bus)
            throws IOException, ReflectiveOperationException {
        Object event = new PlugInLoader().makeEvent();
        assertThat(event.getClass()).isNotSameAs(PlugInEvent.class);
        bus.publish(event);
        bus.publish(event);
        return new WeakReference<>(event.getClass());
    }
}
