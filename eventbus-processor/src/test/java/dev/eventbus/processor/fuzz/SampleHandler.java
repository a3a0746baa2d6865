package dev.eventbus.processor.fuzz;

import dev.eventbus.spi.generated.HandlerSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A handler to be written, and its expected properties. Mutations change its parts. */
final class SampleHandler {

    final int id;
    final SampleEvent event;
    final String method;
    String modifiers = "";
    String returns = "void";
    String parameters = "";
    String thrown = "";
    String filter = "";
    /** The attributes as a mutation writes them; empty for those of the map. */
    String written = "";

    boolean batch;
    boolean context;
    final Map<String, Object> attributes = new LinkedHashMap<>();

    SampleHandler(int id, SampleEvent event, String method) {
        this.id = id;
        this.event = event;
        this.method = method;
    }

    SampleHandler copy() {
        SampleHandler copy = new SampleHandler(id, event, method);
        copy.modifiers = modifiers;
        copy.returns = returns;
        copy.parameters = parameters;
        copy.thrown = thrown;
        copy.filter = filter;
        copy.written = written;
        copy.batch = batch;
        copy.context = context;
        copy.attributes.putAll(attributes);
        return copy;
    }

    /** Reduces it to a handler that takes an event and has no attributes. */
    void simplify(String eventType) {
        attributes.clear();
        filter = "";
        returns = "void";
        batch = false;
        context = false;
        parameters = eventType + " event";
    }

    boolean direct() {
        return attributes.containsKey("mode");
    }

    boolean stage() {
        return !returns.equals("void");
    }

    /** The name of its subscriptions. */
    String name(Declared type) {
        String byDefault = type.binary + "." + method + (type.overloads(this) ? "(" + event.simpleName() + ")" : "");
        return String.valueOf(attributes.getOrDefault("name", byDefault));
    }

    /** Whether the bus reads its key, its own or that of its event type. */
    boolean keyed() {
        boolean used = number("concurrency") > 1
                || String.valueOf(attributes.get("overflow")).equals("CONFLATE");
        return used && (attributes.containsKey("key") || event.keyed());
    }

    private int number(String attribute) {
        return attributes.get(attribute) instanceof Integer number ? number : 1;
    }

    /** The source between marks that identify its location. */
    String source() {
        return "    " + Sample.mark(id) + "\n"
                + filter.indent(4)
                + "    @dev.eventbus.Subscribe(" + (written.isEmpty() ? written(attributes) : written) + ")\n    "
                + declaration(String.valueOf(id))
                + "\n    " + Sample.endMark(id) + "\n";
    }

    /** The method; it records its calls with an identifier. */
    String declaration(String identifier) {
        String result = stage() ? " return java.util.concurrent.CompletableFuture.completedFuture(null);" : "";
        String call = "dev.eventbus.processor.fuzz.Calls.add(\"" + identifier + "\", event"
                + (context ? ", delivery" : "") + ");";
        return modifiers + returns + " " + method + "(" + parameters + ")" + thrown + " { " + call + result + " }";
    }

    private static String written(Map<String, ?> attributes) {
        return attributes.entrySet().stream()
                .map(attribute -> attribute.getKey() + " = " + literal(attribute.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String literal(Object value) {
        if (value instanceof String text) {
            return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + "\"";
        } else if (value instanceof Enum<?> constant) {
            return constant.getDeclaringClass().getCanonicalName() + "." + constant.name();
        } else if (value instanceof Long) {
            return value + "L";
        } else if (value instanceof Retried retried) {
            HandlerSpec.RetrySpec retry = retried.spec();
            return "@dev.eventbus.Retry(maxAttempts = " + retry.maxAttempts() + ", delayMillis = " + retry.delayMillis()
                    + ", multiplier = " + retry.multiplier() + ", maxDelayMillis = " + retry.maxDelayMillis()
                    + ", jitter = " + retry.jitter() + ", retryOn = " + classes(retried.retryOn()) + ", abortOn = "
                    + classes(retried.abortOn()) + ")";
        } else if (value instanceof HandlerSpec.BreakerSpec breaker) {
            return "@dev.eventbus.Breaker(failures = " + breaker.failures() + ", failureRate = " + breaker.failureRate()
                    + ", window = " + breaker.window() + ", openMillis = " + breaker.openMillis() + ", probes = "
                    + breaker.probes() + ", whileOpen = " + literal(breaker.whileOpen()) + ")";
        }
        return value.toString();
    }

    private static String classes(List<String> names) {
        return names.stream()
                .map(name -> name.replace('$', '.') + ".class")
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
