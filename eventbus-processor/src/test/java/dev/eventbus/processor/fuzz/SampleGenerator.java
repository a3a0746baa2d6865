package dev.eventbus.processor.fuzz;

import dev.eventbus.Breaker;
import dev.eventbus.DeliveryMode;
import dev.eventbus.Overflow;
import dev.eventbus.spi.generated.HandlerSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Generates valid samples. */
final class SampleGenerator {

    private static final List<String> VISIBILITIES = List.of("", "", "public ", "protected ");

    private final Random random;
    private int handlers;
    private int samples;
    private Set<String> usedNames = new HashSet<>();
    private Set<String> usedTables = new HashSet<>();
    private String packageName = "";

    SampleGenerator(Random random) {
        this.random = random;
    }

    Random random() {
        return random;
    }

    List<Sample> samples(int count) {
        List<Sample> all = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            all.add(sample());
        }
        return all;
    }

    private Sample sample() {
        int number = ++samples;
        usedNames = new HashSet<>();
        usedTables = new HashSet<>();
        String root = pick(Words.PACKAGES);
        packageName = chance(50) ? "" : chance(2) ? root + ".p" + number : "p" + number + "." + root;
        Sample sample = new Sample(packageName, chance(3), new ArrayList<>());
        List<SampleEvent> events = new ArrayList<>(SampleEvent.SHARED);
        for (int count = random.nextInt(3); count > 0; count--) {
            add(sample, event(null, topModifier(sample), events));
        }
        Declared base = chance(2) ? subscriber(null, topModifier(sample), null, events, 0) : null;
        add(sample, base);
        for (int count = 1 + random.nextInt(2); count > 0; count--) {
            add(sample, subscriber(null, topModifier(sample), base, events, chance(40) ? 25 : random.nextInt(4)));
        }
        return sample;
    }

    private static void add(Sample sample, @Nullable Declared type) {
        if (type != null) {
            sample.classes().add(type);
        }
    }

    private String topModifier(Sample sample) {
        return chance(2) && (sample.classes().isEmpty() || !sample.oneFile()) ? "public " : "";
    }

    /** Generates an event record for use in this sample. */
    private Declared event(@Nullable Declared outer, String visibility, List<SampleEvent> events) {
        String topic = chance(2) ? "own." + handlers++ : null;
        boolean keyed = topic != null && chance(2);
        String annotation = topic == null
                ? ""
                : "@dev.eventbus.Event(value = \"" + topic + "\"" + (keyed ? ", key = \"id\"" : "")
                        + (chance(3) ? ", retain = " + pick(List.of(0, 1, 65_536)) : "") + ")\n";
        Declared type = declared(outer, "record", annotation + visibility, List.of(), "(java.lang.String id)");
        // A type with a longer name must declare a topic; otherwise its handlers would be invalid.
        if (type.binary.length() <= 255) {
            events.add(new SampleEvent(type.name, type.binary, type.binary, List.of("id"), topic, keyed));
        }
        return type;
    }

    private Declared subscriber(
            @Nullable Declared outer, String visibility, @Nullable Declared base, List<SampleEvent> known, int depth) {
        boolean plain = chance(5);
        String kind = plain ? pick(List.of("record", "enum")) : "class";
        String modifiers = visibility;
        String header = plain && kind.equals("record") ? "(java.lang.String text)" : "";
        List<String> typeParameters = List.of();
        if (!plain) {
            modifiers += outer != null && chance(2) ? "static " : "";
            modifiers += outer != null && chance(12) ? "@java.lang.Deprecated(forRemoval = true) " : "";
            modifiers += chance(5) ? "abstract " : depth > 0 && chance(6) ? "final " : "";
            typeParameters = chance(4)
                    ? pick(List.of(List.of("E"), List.of("A", "B extends java.lang.Comparable<B>")))
                    : List.of();
            boolean extending = base != null && !base.kind.equals("enum") && base.kind.equals("class") && chance(2);
            header = extending ? " extends " + base.asSupertype() : "";
        }
        Declared type = declared(outer, kind, modifiers, typeParameters, header);
        List<SampleEvent> events = new ArrayList<>(known);
        if (chance(4)) {
            type.nested.add(event(type, pick(VISIBILITIES), events));
        }
        for (int count = chance(6) ? 0 : 1 + random.nextInt(4); count > 0; count--) {
            type.handlers.add(handler(type, events));
        }
        if (depth > 0) {
            type.nested.add(subscriber(type, pick(VISIBILITIES), base, events, depth - 1));
            if (chance(4)) {
                type.nested.add(subscriber(type, pick(VISIBILITIES), base, events, 0));
            }
        }
        return type;
    }

    /** Generates a class with a unique name, so that the name of its table is unique too. */
    private Declared declared(
            @Nullable Declared outer, String kind, String modifiers, List<String> typeParameters, String header) {
        while (true) {
            String name = pick(Words.CLASSES) + (chance(3) || packageName.isEmpty() ? handlers++ : "");
            Declared type = new Declared(packageName, outer, name, kind, modifiers, typeParameters, header);
            if (usedNames.add(name) && usedTables.add(type.table)) {
                return type;
            }
            handlers++;
        }
    }

    private SampleHandler handler(Declared type, List<SampleEvent> events) {
        SampleEvent event = pick(events);
        SampleHandler same = type.handlers.isEmpty() || !chance(5) ? null : pick(type.handlers);
        boolean overloading = same != null
                && !same.batch
                && type.handlers.stream()
                        .noneMatch(each -> each.method.equals(same.method)
                                && (each.batch || each.event.simpleName().equals(event.simpleName())));
        int id = ++handlers;
        String name = pick(Words.METHODS);
        SampleHandler handler =
                new SampleHandler(id, event, overloading ? same.method : usedNames.add(name + "()") ? name : name + id);
        handler.modifiers = pick(VISIBILITIES) + (chance(8) ? "final " : "") + (chance(12) ? "synchronized " : "");
        handler.thrown = chance(5) ? " throws " + pick(List.of("java.lang.Exception", "java.lang.Throwable")) : "";
        handler.context = chance(4);
        if (chance(3)) {
            handler.attributes.put("mode", DeliveryMode.DIRECT);
            put(handler, "priority", 2, pick(List.of(1, -1, 7, Integer.MAX_VALUE, Integer.MIN_VALUE)));
        } else {
            channel(handler, !overloading);
        }
        String list = chance(3) && event.source().contains("Base") ? "? extends " : "";
        handler.parameters = (handler.batch ? "java.util.List<" + list + event.source() + ">" : event.source())
                + " event" + (handler.context ? ", dev.eventbus.EventContext delivery" : "");
        put(handler, "topic", 3, topic(event));
        put(handler, "name", 6, pick(Words.NAMES) + " " + id);
        if (chance(5)) {
            handler.attributes.put("filter", "accepts" + id);
            handler.filter = pick(VISIBILITIES) + "boolean accepts" + id + "("
                    + pick(List.of(event.source(), "java.lang.Object"))
                    + " event) { return dev.eventbus.processor.fuzz.Calls.accepts(\"" + id + "\", event); }\n";
        }
        return handler;
    }

    private void channel(SampleHandler handler, boolean batches) {
        SampleEvent event = handler.event;
        Overflow overflow = pick(List.of(Overflow.values()));
        put(handler, "overflow", 3, overflow);
        overflow = handler.attributes.containsKey("overflow") ? overflow : Overflow.DROP_NEWEST;
        put(handler, "concurrency", 3, pick(List.of(2, 64, Integer.MAX_VALUE)));
        boolean concurrent = handler.attributes.containsKey("concurrency");
        boolean usesKey = concurrent || overflow == Overflow.CONFLATE;
        if (usesKey && !event.keys().isEmpty()) {
            put(handler, "key", 2, pick(event.keys()));
        }
        if (overflow != Overflow.CONFLATE || handler.keyed()) {
            put(handler, "capacity", 3, pick(List.of(100, 1 << 30)));
        }
        put(handler, "replay", 5, pick(List.of(1, 100)));
        if (batches && overflow != Overflow.CONFLATE && !(concurrent && handler.keyed()) && chance(3)) {
            handler.batch = true;
            handler.attributes.put("batch", pick(List.of(2, 100)));
        }
        if (overflow == Overflow.BLOCK) {
            put(handler, "blockMillis", 2, pick(List.of(-1L, 1L, Long.MAX_VALUE)));
        }
        put(handler, "timeoutMillis", 6, pick(List.of(1L, Long.MAX_VALUE)));
        put(
                handler,
                "retry",
                6,
                new Retried(
                        new HandlerSpec.RetrySpec(2 + random.nextInt(9), 1 + random.nextInt(50), 1.5, 60_000, 1),
                        pick(Retried.TYPES),
                        pick(Retried.ABORTING)));
        put(
                handler,
                "breaker",
                6,
                new HandlerSpec.BreakerSpec(
                        random.nextInt(5), 0.5, 7, 1, 2, pick(List.of(Breaker.WhileOpen.values()))));
        if (chance(4)) {
            handler.returns = pick(List.of(
                    "java.util.concurrent.CompletionStage<?>",
                    "java.util.concurrent.CompletableFuture<java.lang.String>"));
        }
    }

    private String topic(SampleEvent event) {
        String only = event.topic();
        return only == null
                ? pick(Words.TOPICS)
                : pick(List.of("*", "**", only, only.substring(0, only.indexOf('.')) + ".**"));
    }

    private void put(SampleHandler handler, String attribute, int odds, Object value) {
        if (chance(odds)) {
            handler.attributes.put(attribute, value);
        }
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
