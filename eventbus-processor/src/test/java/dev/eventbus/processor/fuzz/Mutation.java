package dev.eventbus.processor.fuzz;

import java.util.List;

/**
 * A change that adds one mistake to a valid sample.
 *
 * @param code all that is to be said about it
 * @param part what is changed of a handler, or {@code added} for a class beside it
 * @param text what it becomes
 */
record Mutation(String code, String part, String text) {

    /** The mark around code that is added to a class; a changed handler has its own. */
    static final String ADDED = "added";

    private static final String ORDER = "com.acme.events.Events.Order";

    /** A code, a part and a text in each line; {@code @Sub} stands for the annotation, {@code ORDER} for an event. */
    static final List<Mutation> ALL = """
            EB001 modifiers private
            EB002 modifiers static
            EB003 added abstract static class Wrong { @Sub abstract void on(ORDER event); }
            EB004 modifiers <X>
            EB005 takes
            EB005 takes dev.eventbus.EventContext event
            EB006 takes ORDER event, dev.eventbus.EventContext delivery, int more
            EB007 takes ORDER event, java.lang.String delivery
            EB008 returns int
            EB008 returns java.util.concurrent.Future<?>
            EB009 takes char event
            EB010 takes ORDER[][] event
            EB011 takes ORDER... event
            EB012 added class Wrong<X> { @Sub void on(X event) {} }
            EB013 takes com.acme.events.Events.Page<java.lang.String> event
            EB014 added class Wrong { private record Own() {} @Sub void on(Own event) {} }
            EB015 takes java.util.List<ORDER> event
            EB016 attributes batch = 2
            EB017 added class Wrong { @Sub(batch = 2) void on(java.util.List<?> event) {} }
            EB017 added class Wrong { @Sub(batch = 2) void on(java.util.List<? super ORDER> event) {} }
            EB018 added private class Wrong { @Sub void on(ORDER event) {} }
            EB018 added private class Outer { class Wrong { @Sub void on(ORDER event) {} } }
            EB019 added interface Wrong { @Sub default void on(ORDER event) {} }
            EB020 added class Right { @Sub void on(ORDER event) {} } \
            class Wrong extends Right { @Sub void on(ORDER event) {} }
            EB021 attributes topic = "a..b"
            EB021 attributes topic = "two words"
            EB021 attributes topic = "a**.b"
            EB022 attributes capacity = 0
            EB022 attributes capacity = (1 << 30) + 1
            EB023 attributes filter = "missing"
            EB024 filter static boolean accepts(ORDER event) { return true; }
            EB024 filter private boolean accepts(ORDER event) { return true; }
            EB024 filter int accepts(ORDER event) { return 1; }
            EB024 filter boolean accepts() { return true; }
            EB024 filter <X> boolean accepts(X event) { return true; }
            EB025 attributes mode = dev.eventbus.DeliveryMode.DIRECT, capacity = 7
            EB025 attributes mode = dev.eventbus.DeliveryMode.DIRECT, replay = 7
            EB025 attributes mode = dev.eventbus.DeliveryMode.DIRECT, overflow = dev.eventbus.Overflow.DROP_NEWEST
            EB025 attributes mode = dev.eventbus.DeliveryMode.DIRECT, blockMillis = 100
            EB025 attributes mode = dev.eventbus.DeliveryMode.DIRECT, concurrency = 2
            EB025 attributes mode = dev.eventbus.DeliveryMode.DIRECT, key = "id"
            EB025 attributes mode = dev.eventbus.DeliveryMode.DIRECT, batch = 1
            EB025 attributes mode = dev.eventbus.DeliveryMode.DIRECT, retry = @dev.eventbus.Retry(maxAttempts = 2)
            EB025 attributes mode = dev.eventbus.DeliveryMode.DIRECT, breaker = @dev.eventbus.Breaker(failures = 2)
            EB025 attributes mode = dev.eventbus.DeliveryMode.DIRECT, timeoutMillis = 1
            EB026 added class Wrong { @Sub(mode = dev.eventbus.DeliveryMode.DIRECT) \
            java.util.concurrent.CompletionStage<?> on(ORDER event) { return null; } }
            EB027 added class Wrong { @Sub(batch = 2, overflow = dev.eventbus.Overflow.CONFLATE) \
            void on(java.util.List<ORDER> event) {} }
            EB028 added class Wrong { @Sub(batch = 2, concurrency = 2) void on(java.util.List<ORDER> event) {} }
            EB029 attributes concurrency = 0
            EB030 attributes batch = -1
            EB031 attributes overflow = dev.eventbus.Overflow.BLOCK, blockMillis = -2
            EB070 attributes overflow = dev.eventbus.Overflow.BLOCK, blockMillis = 0
            EB032 attributes timeoutMillis = -1
            EB033 attributes retry = @dev.eventbus.Retry(maxAttempts = 0)
            EB033 attributes retry = @dev.eventbus.Retry(maxAttempts = 2, jitter = 0.0 / 0)
            EB034 attributes breaker = @dev.eventbus.Breaker(failureRate = 1.1)
            EB035 attributes key = "missing", concurrency = 2
            EB035 attributes key = "id.", concurrency = 2
            EB035 attributes key = "id.length.more", concurrency = 2
            EB035 attributes key = "id.toCharArray", overflow = dev.eventbus.Overflow.CONFLATE
            EB036 added class Wrong { @Sub(name = "same") void a(ORDER event) {} \
            @Sub(name = "same") void b(ORDER event) {} }
            EB037 added @dev.eventbus.Event("order.*") record Wrong() {}
            EB038 added @dev.eventbus.Event(value = "wrong", version = 0) record Wrong() {}
            EB039 added @dev.eventbus.Event("twice") record Wrong() {} @dev.eventbus.Event("twice") record Wronger() {}
            EB040 added @dev.eventbus.Event("wrong") @interface Wrong {}
            EB041 added @dev.eventbus.Event("wrong") private record Wrong() {}
            EB042 added class Wr { class On_G { @Sub void on(ORDER event) {} } } \
            class Wr_On { class G { @Sub void on(ORDER event) {} } }
            EB047 attributes key = "id"
            EB047 attributes priority = 1
            EB047 attributes blockMillis = 1
            EB047 attributes retry = @dev.eventbus.Retry(delayMillis = 5)
            EB047 attributes retry = @dev.eventbus.Retry(abortOn = java.io.IOException.class)
            EB047 attributes retry = @dev.eventbus.Retry(maxAttempts = 2, retryOn = java.io.IOException.class, \
            abortOn = {java.lang.NullPointerException.class, java.lang.Exception.class})
            EB047 attributes retry = @dev.eventbus.Retry(maxAttempts = 2, retryOn = java.lang.OutOfMemoryError.class)
            EB048 attributes topic = "never"
            EB049 attributes name = " space"
            EB049 attributes name = "\\t"
            EB050 takes dev.eventbus.Headers event
            EB051 added class Wrong { @Sub(topic = "*") void on(dev.eventbus.UnhandledEvent event) {} }
            EB053 added record Own(java.lang.Thread thread) {} \
            class Wrong { @Sub(concurrency = 2, key = "thread") void on(Own event) {} }
            EB054 added class Wrong { @Sub(batch = 1025) void on(java.util.List<ORDER> event) {} }
            EB055 attributes retry = @dev.eventbus.Retry(maxAttempts = 0x7fffffff, delayMillis = 0)
            EB058 added @dev.eventbus.Event("com.acme.events.Events.Page") record Wrong() {}
            EB059 added @dev.eventbus.Event("wrong") interface Wrong {}
            EB064 added @dev.eventbus.Event(value = "wrong", retain = -1) record Wrong() {}
            EB064 added @dev.eventbus.Event(value = "wrong", retain = 65_537) record Wrong() {}
            EB065 attributes replay = -1
            EB066 attributes replay = 1025
            EB066 attributes capacity = 7, replay = 8
            EB067 added class Wrong { @java.lang.SuppressWarnings("serial") \
            private static class Own extends java.lang.Exception {} \
            @Sub(retry = @dev.eventbus.Retry(maxAttempts = 2, abortOn = Own.class)) void on(ORDER event) {} }
            """.lines().map(Mutation::of).toList();

    private static Mutation of(String line) {
        String[] words = line.replace("ORDER", ORDER)
                .replace("@Sub", "@dev.eventbus.Subscribe")
                .split(" ", 3);
        return new Mutation(words[0], words[1], words.length == 3 ? words[2] : "");
    }

    /** Whether it applies to a handler without causing another mistake. */
    boolean applies(Declared type, SampleHandler handler) {
        return part.equals(ADDED) || part.equals("modifiers") || !type.overloads(handler);
    }

    /** Applies it to a handler or to its class. */
    void apply(Declared type, SampleHandler handler) {
        if (part.equals(ADDED)) {
            type.members.add(Sample.mark(ADDED) + " " + text + " " + Sample.endMark(ADDED) + "\n");
        } else if (part.equals("modifiers")) {
            handler.modifiers = text + " ";
        } else {
            handler.simplify(ORDER);
            switch (part) {
                case "takes" -> handler.parameters = text;
                case "returns" -> handler.returns = text;
                case "attributes" -> handler.written = text;
                default -> {
                    handler.filter = text + "\n";
                    handler.written = "filter = \"accepts\"";
                }
            }
        }
    }
}
