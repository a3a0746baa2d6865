package dev.eventbus.runtime;

import dev.eventbus.DeliveryMode;
import dev.eventbus.Event;
import dev.eventbus.Overflow;
import dev.eventbus.internal.TopicName;
import dev.eventbus.runtime.routing.SubscriptionTable;
import dev.eventbus.spi.LogText;
import dev.eventbus.spi.TopicPattern;
import dev.eventbus.spi.generated.HandlerSpec;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rules of the annotation processor, applied to lambdas. The messages are the same, except that they name the
 * methods of the builder instead of the attributes. A test compares them.
 *
 * <p>Failure: each throws {@link IllegalArgumentException}.
 */
final class HandlerRules {

    private static final int MAX_CAPACITY = 1 << 30;

    private final String name;
    private final Class<?> eventType;

    /**
     * Rules of one handler.
     *
     * @param name its name; empty for a lambda that has none
     */
    HandlerRules(String name, Class<?> eventType) {
        this.name = name;
        this.eventType = eventType;
    }

    void requireCapacity(int capacity) {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw refused("Invalid capacity " + capacity, "choose a value from 1 to " + MAX_CAPACITY + " (2^30)");
        }
    }

    void requireReplay(int replay) {
        if (replay < 0) {
            throw refused("Invalid replay " + replay, "choose 1 or more, or 0 for no replay");
        }
    }

    void requireConcurrency(int concurrency) {
        if (concurrency < 1) {
            throw refused("Invalid concurrency " + concurrency, "choose 1 or more");
        }
    }

    void requireWait(Duration longest) {
        if (longest.isNegative()) {
            throw refused("Invalid blockFor " + longest, "set blockFor above 0, or use blockWithoutLimit()");
        }
        if (longest.isZero()) {
            throw refused(
                    "With blockFor = 0 a publisher never waits for room",
                    "set it above 0, or remove it and use overflow(DROP_NEWEST), which never waits");
        }
    }

    void requireDeadline(Duration longest) {
        if (longest.isNegative() || longest.isZero()) {
            throw refused("Invalid timeout " + longest, "choose more than 0, or remove it for no timeout");
        }
    }

    /** Requires an event type whose objects can be published. */
    void requireEventType() {
        if (eventType.isPrimitive()) {
            throw refused(
                    "The event of handler " + handler() + " is the primitive type " + eventType
                            + ", but events are objects",
                    "take "
                            + MethodType.methodType(eventType)
                                    .wrap()
                                    .returnType()
                                    .getSimpleName() + " or a record");
        }
        if (SubscriptionFactory.isOfFramework(eventType) && !SubscriptionTable.isSystemType(eventType)) {
            throw refused(
                    "The event of handler " + handler() + " is " + eventType.getName()
                            + ", which belongs to the event bus and is never published",
                    "take an event type of your own; an EventContext may only follow it");
        }
    }

    /** Requires a pattern that a topic of the event type can match. */
    void requirePattern(TopicPattern pattern) {
        Class<?> type = eventType;
        if (pattern.toString().isEmpty()) {
            return;
        }
        if (SubscriptionTable.isSystemType(type)) {
            throw refused(
                    "Handler " + handler() + " has a topic pattern, but no pattern matches the system event "
                            + type.getSimpleName(),
                    "remove the topic");
        }
        List<Class<?>> classes = pattern.matchesEverything() ? null : PublishedTypes.of(type);
        if (classes == null || classes.isEmpty()) {
            return;
        }
        List<String> topics = new ArrayList<>();
        for (Class<?> each : classes) {
            Event declared = each.getAnnotation(Event.class);
            if (declared == null || TopicName.problem(declared.value()) != null) {
                return;
            }
            topics.add(declared.value());
        }
        if (topics.stream().noneMatch(pattern::matches)) {
            throw refused(
                    "The topic pattern \"" + pattern + "\" of handler " + handler() + " never matches: "
                            + type.getSimpleName()
                            + " is always published on "
                            + topics.stream().map(topic -> "\"" + topic + "\"").collect(Collectors.joining(" or ")),
                    "use that topic, a pattern that matches it, or no pattern");
        }
    }

    /** Refuses attributes of a channel, for a direct handler. */
    void requireNoneOfChannel(Collection<String> attributes) {
        if (!attributes.isEmpty()) {
            String named = String.join(" and ", attributes);
            throw refused(
                    "A DIRECT handler has no channel, so " + named + (attributes.size() == 1 ? " does" : " do")
                            + " not apply to it",
                    "remove " + named + ", or remove mode(DIRECT)");
        }
    }

    void requireNoStage(DeliveryMode mode) {
        if (mode == DeliveryMode.DIRECT) {
            throw refused(
                    "A DIRECT handler is finished when it returns, but " + handler() + " returns a CompletionStage",
                    "use handle, or remove mode(DIRECT)");
        }
    }

    /** Requires attributes that go with batches. */
    void requireBatches(HandlerSpec spec, int batch, boolean keyed) {
        if (spec.overflow() == Overflow.CONFLATE) {
            throw refused(
                    "Handler " + handler() + " takes batches, but CONFLATE keeps only the latest event",
                    "use handle, or choose another overflow policy");
        }
        requireNoKeyedBatches(batch, spec.concurrency(), keyed, "use handle");
        if (batch > spec.capacity()) {
            throw refused(
                    "A batch of " + batch + " events never fills, because the channel of handler " + handler()
                            + " holds at most " + spec.capacity(),
                    "raise the capacity, or lower the batch");
        }
    }

    void requireNoKeyedBatches(int batch, int concurrency, boolean keyed, String fix) {
        if (batch > 1 && concurrency > 1 && keyed) {
            throw refused(
                    "Handler " + handler() + " takes batches, but a key with concurrency above 1 would split them",
                    fix + ", remove the key, or set concurrency to 1");
        }
    }

    void requireRoomForReplay(HandlerSpec spec) {
        if (spec.replay() > spec.capacity()) {
            throw refused(
                    "A replay of " + spec.replay() + " events never fits, because the channel of handler " + handler()
                            + " holds at most " + spec.capacity(),
                    "raise the capacity, or lower the replay");
        }
    }

    /**
     * Refuses attributes of a handler with a channel that have no effect.
     *
     * @param set the attributes that were set
     * @param keyed whether its events have a key, its own or their type's
     */
    void requireEffects(Collection<String> set, HandlerSpec spec, boolean keyed) {
        boolean conflates = spec.overflow() == Overflow.CONFLATE;
        requireEffect(
                conflates || spec.concurrency() > 1 || !set.contains("key"),
                "key",
                "with concurrency 1 all events are in order, and only CONFLATE replaces events by key",
                "set concurrency above 1 or overflow(CONFLATE)");
        for (String wait : List.of("blockFor", "blockWithoutLimit")) {
            requireEffect(
                    spec.overflow() == Overflow.BLOCK || !set.contains(wait),
                    wait,
                    "publishers wait only under BLOCK",
                    "set overflow(BLOCK)");
        }
        requireEffect(
                !set.contains("priority"),
                "priority",
                "a handler with its own channel does not wait for others",
                "set mode(DIRECT)");
        requireEffect(
                !conflates || keyed || !set.contains("capacity"),
                "capacity",
                "CONFLATE without a key keeps one event, the latest",
                "name a key");
    }

    void requireEffect(boolean effective, String attribute, String reason, String fix) {
        if (!effective) {
            throw refused(
                    "The attribute " + attribute + " of handler " + handler() + " has no effect: " + reason,
                    "remove it, or " + fix);
        }
    }

    /**
     * Requires events to replay.
     *
     * @param retained whether events that match are retained, as far as is known
     */
    void requireRetained(boolean retained, int replay, TopicPattern pattern) {
        if (!retained) {
            String type = eventType.getName();
            String onTopic = pattern.matchesEverything() ? "" : " on a topic that \"" + pattern + "\" matches";
            throw refused(
                    "The attribute replay of handler " + handler()
                            + " has no effect: this bus retains no events of the type " + type + onTopic,
                    "remove it, or set retain in the @Event of " + type + ", or use retain(" + eventType.getSimpleName()
                            + ".class, " + replay + ") on the builder of the bus");
        }
    }

    /** The general rule: a problem without a full stop, and what follows "To fix it". */
    void require(boolean condition, String problem, String fix) {
        if (!condition) {
            throw refused(problem, fix);
        }
    }

    /** What messages call the handler: its name or, without one, its events. */
    String handler() {
        return name.isEmpty() ? "for " + eventType.getName() : LogText.sanitize(name);
    }

    private static IllegalArgumentException refused(String problem, String fix) {
        return new IllegalArgumentException(problem + ". To fix it, " + fix + ".");
    }
}
