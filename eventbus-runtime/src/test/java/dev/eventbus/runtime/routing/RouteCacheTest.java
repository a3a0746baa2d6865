package dev.eventbus.runtime.routing;

import static dev.eventbus.testing.Patience.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BusClosedException;
import dev.eventbus.EventBus;
import dev.eventbus.Publisher;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The cache gives a class its own route or none, however many there are, and keeps no class. */
class RouteCacheTest {

    @Test
    void manyClassesNeverGetEachOthersRoutes() {
        RouteCache cache = new RouteCache();
        List<Class<?>> classes = manyClasses();
        List<RouteEntry> added = new ArrayList<>();
        for (Class<?> type : classes) {
            assertThat(cache.find(type)).isNull();
            RouteEntry entry = new RouteEntry(new WeakReference<>(type));
            entry.cache(new Route(entry, entry.version(), "topic", null, List.of(), List.of(), null));
            cache.add(type, entry);
            added.add(entry);
        }
        int found = 0;
        for (int i = 0; i < classes.size(); i++) {
            Route route = cache.find(classes.get(i));
            if (route != null) {
                assertThat(route).isSameAs(added.get(i).currentRoute());
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
            try (InputStream code = PlugInEvent.class.getResourceAsStream("RouteCacheTest$PlugInEvent.class")) {
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

    /** A publish that finds its route in the cache, or keeps it, does not ask whether the bus is open. */
    @Test
    void aThreadThatSeesTheBusClosedCannotPublish() throws Exception {
        for (int round = 0; round < 100; round++) {
            EventBus bus = EventBus.builder().build();
            AtomicInteger handled = new AtomicInteger();
            bus.subscribe(String.class, event -> handled.incrementAndGet());
            Publisher<String> publisher = bus.publisher(String.class);
            CompletableFuture<Integer> refusals = CompletableFuture.supplyAsync(() -> {
                while (!bus.isClosed()) {
                    publishIfOpen(() -> bus.publish("early"));
                    publishIfOpen(() -> publisher.publish("early"));
                }
                return publishIfOpen(() -> bus.publish("late")) + publishIfOpen(() -> publisher.publish("late"));
            });
            while (handled.get() == 0) {
                Thread.onSpinWait();
            }
            bus.close();
            assertThat(refusals.get(30, TimeUnit.SECONDS)).as("round %s", round).isEqualTo(2);
        }
    }

    private static int publishIfOpen(Runnable publish) {
        try {
            publish.run();
            return 0;
        } catch (BusClosedException refused) {
            return 1;
        }
    }
}
