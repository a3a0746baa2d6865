package dev.eventbus.processor.fuzz;

import dev.eventbus.DeliveryMode;
import dev.eventbus.Overflow;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * A change after which a valid sample is wrong in one way.
 *
 * @param name what it does
 * @param code all that is to be said about it
 * @param applies the handlers that it can be done to
 * @param change does it to a handler and its class
 */
record Mutation(
        String name, String code, BiPredicate<Declared, Handler> applies, BiConsumer<Declared, Handler> change) {

    /** The mark around what is added to a class; a handler that is changed has its own. */
    static final String ADDED = "added";

    private static final String ORDER = "com.acme.events.Events.Order";

    static final List<Mutation> ALL = List.of(
            handler("private", "EB001", handler -> handler.modifiers = "private "),
            handler("static", "EB002", handler -> handler.modifiers = "static "),
            added("EB003", "abstract static class Wrong { @dev.eventbus.Subscribe abstract void on(ORDER event); }"),
            handler("generic", "EB004", handler -> handler.typeParameters = "<X> "),
            parameters("EB005", ""),
            parameters("EB005", "dev.eventbus.EventContext event"),
            parameters("EB006", ORDER + " event, dev.eventbus.EventContext delivery, int more"),
            parameters("EB007", ORDER + " event, java.lang.String delivery"),
            plain("int", "EB008", handler -> handler.returns = "int"),
            plain("Future", "EB008", handler -> handler.returns = "java.util.concurrent.Future<?>"),
            parameters("EB009", "char event"),
            parameters("EB010", ORDER + "[][] event"),
            parameters("EB011", ORDER + "... event"),
            added("EB012", "class Wrong<X> { @dev.eventbus.Subscribe void on(X event) {} }"),
            parameters("EB013", "com.acme.events.Events.Page<java.lang.String> event"),
            added("EB014", "class Wrong { private record Own() {} @dev.eventbus.Subscribe void on(Own event) {} }"),
            parameters("EB015", "java.util.List<" + ORDER + "> event"),
            attribute("batch", 2, "EB016"),
            batch("EB017", "java.util.List<?> event"),
            batch("EB017", "java.util.List<? super " + ORDER + "> event"),
            added("EB018", "private class Wrong { @dev.eventbus.Subscribe void on(ORDER event) {} }"),
            added("EB018", "private class Outer { class Wrong { @dev.eventbus.Subscribe void on(ORDER event) {} } }"),
            added("EB019", "interface Wrong { @dev.eventbus.Subscribe default void on(ORDER event) {} }"),
            added(
                    "EB020",
                    "class Right { @dev.eventbus.Subscribe void on(ORDER event) {} }"
                            + " class Wrong extends Right { @java.lang.Override @dev.eventbus.Subscribe void on(ORDER event) {} }"),
            attribute("topic", "a..b", "EB021"),
            attribute("topic", "two words", "EB021"),
            attribute("topic", "a**.b", "EB021"),
            attribute("capacity", 0, "EB022"),
            attribute("capacity", (1 << 30) + 1, "EB022"),
            attribute("filter", "missing", "EB023"),
            filter("static boolean accepts(" + ORDER + " event) { return true; }"),
            filter("private boolean accepts(" + ORDER + " event) { return true; }"),
            filter("int accepts(" + ORDER + " event) { return 1; }"),
            filter("boolean accepts() { return true; }"),
            filter("<X> boolean accepts(X event) { return true; }"),
            direct("capacity", 7),
            direct("overflow", Overflow.DROP_NEWEST),
            direct("concurrency", 2),
            direct("timeoutMillis", 1L),
            direct("blockMillis", 100L),
            direct("retry", new Raw("@dev.eventbus.Retry(maxAttempts = 2)")),
            direct("breaker", new Raw("@dev.eventbus.Breaker(failures = 2)")),
            plain("DIRECT with a stage", "EB026", handler -> {
                handler.attributes.put("mode", DeliveryMode.DIRECT);
                handler.returns = "java.util.concurrent.CompletionStage<?>";
            }),
            plain("CONFLATE with batch", "EB027", handler -> {
                batch(handler, "java.util.List<" + ORDER + "> event");
                handler.attributes.put("overflow", Overflow.CONFLATE);
            }),
            plain("key with batch", "EB028", handler -> {
                batch(handler, "java.util.List<" + ORDER + "> event");
                handler.attributes.put("concurrency", 2);
            }),
            attribute("concurrency", 0, "EB029"),
            attribute("batch", -1, "EB030"),
            plain("blockMillis", "EB031", handler -> {
                handler.attributes.put("overflow", Overflow.BLOCK);
                handler.attributes.put("blockMillis", -2L);
            }),
            attribute("timeoutMillis", Long.MIN_VALUE, "EB032"),
            attribute("retry", new Raw("@dev.eventbus.Retry(maxAttempts = 0)"), "EB033"),
            attribute("retry", new Raw("@dev.eventbus.Retry(maxAttempts = 2, jitter = 0.0 / 0)"), "EB033"),
            attribute("breaker", new Raw("@dev.eventbus.Breaker(failureRate = 1.1)"), "EB034"),
            key("missing", "EB035"),
            key("id.", "EB035"),
            key("id.length.more", "EB035"),
            key("id.toCharArray", "EB035"),
            key("", "EB047"),
            added(
                    "EB036",
                    "class Wrong { @dev.eventbus.Subscribe(name = \"same\") void a(ORDER event) {}"
                            + " @dev.eventbus.Subscribe(name = \"same\") void b(ORDER event) {} }"),
            added("EB037", "@dev.eventbus.Event(\"order.*\") record Wrong() {}"),
            added("EB038", "@dev.eventbus.Event(value = \"wrong\", version = 0) record Wrong() {}"),
            added("EB039", "@dev.eventbus.Event(\"order.created\") record Wrong() {}"),
            added("EB040", "@dev.eventbus.Event(\"wrong\") @interface Wrong {}"),
            added("EB041", "@dev.eventbus.Event(\"wrong\") private record Wrong() {}"),
            added(
                    "EB042",
                    "class Wr { class On_G { @dev.eventbus.Subscribe void on(ORDER event) {} } }"
                            + " class Wr_On { class G { @dev.eventbus.Subscribe void on(ORDER event) {} } }"),
            attribute("priority", 1, "EB047"),
            attribute("blockMillis", 1L, "EB047"),
            attribute("retry", new Raw("@dev.eventbus.Retry(delayMillis = 5)"), "EB047"),
            attribute("topic", "never", "EB048"),
            attribute("name", " space", "EB049"),
            attribute("name", "\t", "EB049"),
            parameters("EB050", "dev.eventbus.Headers event"),
            added(
                    "EB051",
                    "class Wrong { @dev.eventbus.Subscribe(topic = \"*\")"
                            + " void on(dev.eventbus.UnhandledEvent event) {} }"),
            added(
                    "EB053",
                    "record Own(java.lang.Thread thread) {} class Wrong {"
                            + " @dev.eventbus.Subscribe(concurrency = 2, key = \"thread\") void on(Own event) {} }"),
            plain("batch above capacity", "EB054", handler -> {
                batch(handler, "java.util.List<" + ORDER + "> event");
                handler.attributes.put("batch", 1025);
            }),
            attribute("retry", new Raw("@dev.eventbus.Retry(maxAttempts = 0x7fffffff, delayMillis = 0)"), "EB055"),
            added("EB058", "@dev.eventbus.Event(\"com.acme.events.Events.Page\") record Wrong() {}"),
            added("EB059", "@dev.eventbus.Event(\"wrong\") interface Wrong {}"));

    /** Source code that stands for itself. */
    record Raw(String text) {

        @Override
        public String toString() {
            return text;
        }
    }

    private static Mutation handler(String name, String code, Consumer<Handler> change) {
        return new Mutation(name, code, (type, handler) -> true, (type, handler) -> change.accept(handler));
    }

    /** A change of a handler that takes orders and has no attributes. */
    private static Mutation plain(String name, String code, Consumer<Handler> change) {
        return new Mutation(name, code, (type, handler) -> !type.overloads(handler), (type, handler) -> {
            handler.attributes.clear();
            handler.filter = "";
            handler.returns = "void";
            handler.batch = false;
            handler.context = false;
            handler.parameters = ORDER + " event";
            change.accept(handler);
        });
    }

    private static Mutation parameters(String code, String parameters) {
        return plain("(" + parameters + ")", code, handler -> handler.parameters = parameters);
    }

    private static Mutation attribute(String attribute, Object value, String code) {
        return plain(attribute + " = " + value, code, handler -> handler.attributes.put(attribute, value));
    }

    private static Mutation batch(String code, String parameters) {
        return plain("batch of " + parameters, code, handler -> batch(handler, parameters));
    }

    private static void batch(Handler handler, String parameters) {
        handler.attributes.put("batch", 2);
        handler.parameters = parameters;
    }

    private static Mutation filter(String method) {
        return plain(method, "EB024", handler -> {
            handler.attributes.put("filter", "accepts");
            handler.filter = method + "\n";
        });
    }

    private static Mutation direct(String attribute, Object value) {
        return new Mutation(
                "DIRECT with " + attribute,
                "EB025",
                (type, handler) -> handler.direct(),
                (type, handler) -> handler.attributes.put(attribute, value));
    }

    private static Mutation key(String path, String code) {
        return plain("key " + path, code, handler -> {
            handler.attributes.put("key", path.isEmpty() ? "id" : path);
            if (!path.isEmpty()) {
                handler.attributes.put("overflow", Overflow.CONFLATE);
            }
        });
    }

    private static Mutation added(String code, String member) {
        String text = Sample.mark(ADDED) + " " + member.replace("ORDER", ORDER) + " " + Sample.endMark(ADDED) + "\n";
        return new Mutation(member, code, (type, handler) -> true, (type, handler) -> type.members.add(text));
    }

    boolean adds() {
        return name.contains("Wr");
    }
}
