package dev.eventbus.processor.fuzz;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event type whose objects can be created from a text.
 *
 * @param source how source code names it
 * @param binary its binary name
 * @param made the binary name of the class whose objects are taken for its events
 * @param keys the paths that lead to the text
 * @param topic the only topic that its events can have; null if there are others
 * @param keyed whether it declares a key itself
 */
record SampleEvent(
        String source,
        String binary,
        String made,
        List<String> keys,
        @Nullable String topic,
        boolean keyed) {

    /** Types that every compilation has; they are deliberately awkward. */
    static final String SHARED_SOURCE = """
            package com.acme.events;

            public final class Events {
                public interface Base { java.lang.String id(); }
                @dev.eventbus.Event(value = "order.created", key = "id")
                public record Order(java.lang.String id) implements Base {}
                @dev.eventbus.Event("order.paid")
                public record Paid(java.lang.String id) implements Base {
                    public Order order() { return new Order(id); }
                }
                public record Page<T>(java.lang.String id) {}
                @java.lang.SuppressWarnings("serial")
                public static class Failure extends java.lang.Exception {
                    public static final class IOException extends Failure {}
                }
                public static class Object { public final java.lang.String id;
                    public Object(java.lang.String id) { this.id = id; }
                    public static final class String extends Object implements Base {
                        public String(java.lang.String text) { super(text); }
                        @java.lang.Override public java.lang.String id() { return id; }
                    }
                }
            }
            """;

    static final List<SampleEvent> SHARED = List.of(
            shared("Base", "Order", List.of("id"), null, false),
            shared("Order", "Order", List.of("id"), "order.created", true),
            shared("Paid", "Paid", List.of("id", "order.id"), "order.paid", false),
            shared("Page<?>", "Page", List.of("id"), null, false),
            shared("Object", "Object.String", List.of("id"), null, false),
            shared("Object.String", "Object.String", List.of("id"), null, false),
            new SampleEvent(
                    "java.lang.String", "java.lang.String", "java.lang.String", List.of("toString"), null, false),
            new SampleEvent(
                    "java.lang.CharSequence", "java.lang.CharSequence", "java.lang.String", List.of(), null, false),
            new SampleEvent("java.lang.Object", "java.lang.Object", "java.lang.String", List.of(), null, false));

    private static SampleEvent shared(
            String name, String made, List<String> keys, @Nullable String topic, boolean keyed) {
        return new SampleEvent(
                "com.acme.events.Events." + name,
                "com.acme.events.Events$" + name.replace("<?>", "").replace('.', '$'),
                "com.acme.events.Events$" + made.replace('.', '$'),
                keys,
                topic,
                keyed);
    }

    String simpleName() {
        return source.substring(source.lastIndexOf('.') + 1).replace("<?>", "");
    }

    /** An event. */
    Object make(ClassLoader loader, String text) throws ReflectiveOperationException {
        return Instances.make(loader.loadClass(made), text);
    }
}
