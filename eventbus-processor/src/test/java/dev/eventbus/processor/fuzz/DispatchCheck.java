package dev.eventbus.processor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.Event;
import dev.eventbus.EventContext;
import dev.eventbus.processor.Loaded;
import dev.eventbus.processor.RecordedDelivery;
import dev.eventbus.processor.fuzz.Calls.Call;
import dev.eventbus.spi.generated.DirectFailure;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Loads the code generated for valid samples, and calls each handler in every possible way. */
final class DispatchCheck {

    private static final Map<String, Function<HandlerSpec, Object>> ATTRIBUTES = Map.ofEntries(
            Map.entry("topic", HandlerSpec::topic),
            Map.entry("capacity", HandlerSpec::capacity),
            Map.entry("replay", HandlerSpec::replay),
            Map.entry("overflow", HandlerSpec::overflow),
            Map.entry("blockMillis", HandlerSpec::blockMillis),
            Map.entry("mode", HandlerSpec::mode),
            Map.entry("priority", HandlerSpec::priority),
            Map.entry("concurrency", HandlerSpec::concurrency),
            Map.entry("batch", HandlerSpec::batch),
            Map.entry("timeoutMillis", HandlerSpec::timeoutMillis),
            Map.entry("retry", Retried::of),
            Map.entry("breaker", HandlerSpec::breaker));
    private static final HandlerSpec DEFAULTS = HandlerSpec.of("", Object.class);
    private static final Object CONTEXT = Proxy.newProxyInstance(
            EventContext.class.getClassLoader(), new Class<?>[] {EventContext.class}, (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private final ClassLoader loader;
    private final SubscriberIndex index;
    private final List<String> contents;
    private final Map<String, Declared> subscribers = new HashMap<>();
    private final List<HandlerSlot> direct = new ArrayList<>();

    /**
     * A check of one compilation.
     *
     * @param indexName the name of the generated index
     * @param samples all that was compiled
     */
    DispatchCheck(ClassLoader loader, String indexName, List<Sample> samples) throws ReflectiveOperationException {
        this.loader = loader;
        this.index = (SubscriberIndex)
                loader.loadClass(indexName).getDeclaredConstructor().newInstance();
        this.contents = Loaded.described(index);
        samples.forEach(sample -> sample.subscribers().forEach(type -> subscribers.put(type.binary, type)));
    }

    /** Throws if anything differs from the samples. */
    void check() throws Throwable {
        List<String> listed = listed("subscriber ");
        assertThat(listed).containsExactlyInAnyOrderElementsOf(subscribers.keySet());
        for (int number = 0; number < listed.size(); number++) {
            checkTable(number, subscribers.get(listed.get(number)));
        }
        checkRetained();
        checkDispatchers();
    }

    /** Throws if a class in the index cannot be loaded. */
    void load() {
        for (int number = 0; number < listed("subscriber ").size(); number++) {
            assertThat(index.table(number).handlers()).isNotEmpty();
        }
        for (int number = 0; number < listed("event ").size(); number++) {
            assertThat(index.event(number).type()).isNotNull();
        }
    }

    private List<String> listed(String start) {
        return contents.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    /** The index describes each event type as its annotation does. */
    private void checkRetained() throws ReflectiveOperationException {
        for (int line = 0; line < contents.size(); line++) {
            String[] words = contents.get(line).split(" ");
            if (words[0].equals("event")) {
                int retain =
                        loader.loadClass(words[1]).getAnnotation(Event.class).retain();
                boolean listed =
                        line + 1 < contents.size() && contents.get(line + 1).startsWith("retain ");
                assertThat(listed ? contents.get(line + 1) : "retain 0")
                        .as("what follows %s", contents.get(line))
                        .isEqualTo("retain " + retain);
                assertThat(listed).isEqualTo(retain != 0);
            }
        }
    }

    private void checkTable(int subscriber, Declared declared) throws Throwable {
        HandlerTable table = index.table(subscriber);
        assertThat(table.subscriberType().getName()).isEqualTo(declared.binary);
        Map<String, SampleHandler> byName = new HashMap<>();
        declared.handlers.forEach(handler -> byName.put(handler.name(declared), handler));
        HandlerSpec[] specs = table.handlers();
        assertThat(specs).extracting(HandlerSpec::name).containsExactlyInAnyOrderElementsOf(byName.keySet());
        for (int number = 0; number < specs.length; number++) {
            SampleHandler handler = byName.get(specs[number].name());
            HandlerSlot slot = new HandlerSlot(subscriber, number, handler, identifier(declared, handler));
            checkSpec(specs[number], handler);
            checkCalls(table, slot);
            if (handler.direct() && handler.filter.isEmpty()) {
                direct.add(slot);
            }
        }
    }

    private static String identifier(Declared declared, SampleHandler handler) {
        return handler.id + (declared.overridden() == handler ? " overridden" : "");
    }

    private static void checkSpec(HandlerSpec spec, SampleHandler handler) {
        ATTRIBUTES.forEach((name, accessor) -> assertThat(accessor.apply(spec))
                .as("%s of handler %s", name, handler.id)
                .isEqualTo(handler.attributes.getOrDefault(name, accessor.apply(DEFAULTS))));
        assertThat(spec.eventType().getName()).isEqualTo(handler.event.binary());
        assertThat(spec.filtered()).isEqualTo(!handler.filter.isEmpty());
        assertThat(spec.keyed()).isEqualTo(handler.keyed());
        assertThat(spec.takesContext()).isEqualTo(handler.context);
        assertThat(spec.returnsStage()).isEqualTo(handler.stage());
    }

    private void checkCalls(HandlerTable table, HandlerSlot slot) throws Throwable {
        SampleHandler handler = slot.handler;
        Object subscriber = make(slot.subscriber);
        Object first = handler.event.make(loader, "first");
        Object second = handler.event.make(loader, "second");
        RecordedDelivery delivery = new RecordedDelivery(first, second).in(CONTEXT);
        Calls.poison(first);
        if (handler.direct()) {
            table.call(slot.number, subscriber, second, CONTEXT);
            assertThat(Calls.take()).containsExactly(slot.call(second));
        } else if (handler.batch) {
            table.deliverBatches(slot.number, subscriber, delivery);
            assertThat(Calls.take()).containsExactly(slot.call(List.of(first, second)));
        } else {
            table.deliver(slot.number, subscriber, delivery);
            assertThat(Calls.take()).containsExactly(slot.call(first), slot.call(second));
            assertThat(delivery.failures)
                    .singleElement()
                    .satisfies(failure -> assertThat(failure).hasMessage(slot.identifier));
        }
        Calls.poison(null);
        assertThat(delivery.stages).hasSize(handler.stage() ? 1 : 0);
        if (!handler.filter.isEmpty()) {
            for (boolean answer : new boolean[] {true, false}) {
                Calls.accepting(answer);
                assertThat(table.accepts(slot.number, subscriber, first)).isEqualTo(answer);
                assertThat(Calls.take()).containsExactly(new Call("filter of " + handler.id, first, null));
            }
        }
        if (handler.keyed()) {
            assertThat(table.key(slot.number, first)).isEqualTo("first");
        }
    }

    private Object make(int subscriber) throws ReflectiveOperationException {
        return Instances.make(index.table(subscriber).subscriberType(), "text");
    }

    /** Each dispatcher calls exactly the direct handlers of its event in all classes. */
    private void checkDispatchers() throws ReflectiveOperationException {
        Map<String, List<HandlerSlot>> called = new HashMap<>();
        int dispatcher = -1;
        List<HandlerSlot> slots = new ArrayList<>();
        for (int line = 0; line <= contents.size(); line++) {
            String[] words = line == contents.size()
                    ? new String[] {"dispatcher", ""}
                    : contents.get(line).split(" ");
            if (words[0].equals("slot")) {
                int subscriber = Integer.parseInt(words[1]);
                int number = Integer.parseInt(words[2]);
                slots.add(direct.stream()
                        .filter(slot -> slot.subscriber == subscriber && slot.number == number)
                        .findFirst()
                        .orElseThrow());
            } else if (words[0].equals("dispatcher")) {
                if (dispatcher >= 0) {
                    checkDispatcher(dispatcher, listed("dispatcher ").get(dispatcher), slots);
                    called.computeIfAbsent(listed("dispatcher ").get(dispatcher), name -> new ArrayList<>())
                            .addAll(slots);
                }
                dispatcher++;
                slots = new ArrayList<>();
            }
        }
        for (HandlerSlot slot : direct) {
            Class<?> type = loader.loadClass(slot.handler.event.binary());
            boolean concrete = type != Object.class && !java.lang.reflect.Modifier.isAbstract(type.getModifiers());
            assertThat(!concrete
                            || called.getOrDefault(type.getName(), List.of()).contains(slot))
                    .as("a dispatcher of %s calls handler %s", type, slot.identifier)
                    .isTrue();
        }
        for (Map.Entry<String, List<HandlerSlot>> entry : called.entrySet()) {
            Class<?> type = loader.loadClass(entry.getKey());
            assertThat(entry.getValue())
                    .containsExactlyInAnyOrderElementsOf(direct.stream()
                            .filter(slot -> slot.takes(type, loader))
                            .toList())
                    .isSortedAccordingTo(
                            Comparator.comparingInt(HandlerSlot::priority).reversed());
        }
    }

    private void checkDispatcher(int dispatcher, String eventType, List<HandlerSlot> slots)
            throws ReflectiveOperationException {
        Object event = Instances.make(loader.loadClass(eventType), "event");
        List<Object> objects = new ArrayList<>();
        for (HandlerSlot slot : slots) {
            objects.add(make(slot.subscriber));
        }
        Calls.poison(event);
        DirectFailure failure =
                (DirectFailure) index.dispatcher(dispatcher, objects.toArray()).dispatch(event, CONTEXT);
        Calls.poison(null);
        assertThat(Calls.take())
                .isEqualTo(slots.stream().map(slot -> slot.call(event)).toList());
        for (int slot = slots.size() - 1; slot >= 0; slot--, failure = failure.previous()) {
            assertThat(failure.slot()).isEqualTo(slot);
        }
    }

    /** A handler, its position in the index, and the identifier that it records when it is called. */
    private record HandlerSlot(int subscriber, int number, SampleHandler handler, String identifier) {

        Call call(Object event) {
            return new Call(identifier, event, handler.context ? CONTEXT : null);
        }

        int priority() {
            return (int) handler.attributes.getOrDefault("priority", 0);
        }

        boolean takes(Class<?> type, ClassLoader loader) {
            try {
                return loader.loadClass(handler.event.binary()).isAssignableFrom(type);
            } catch (ClassNotFoundException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
