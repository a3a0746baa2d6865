package dev.eventbus.runtime;

import dev.eventbus.DeliveryMode;
import dev.eventbus.Event;
import dev.eventbus.Overflow;
import dev.eventbus.runtime.delivery.EventKey;
import dev.eventbus.runtime.delivery.HandlerCall;
import dev.eventbus.runtime.index.IndexRegistry;
import dev.eventbus.runtime.retention.Retention;
import dev.eventbus.runtime.subscription.SubscriptionSpec;
import dev.eventbus.spi.TopicPattern;
import dev.eventbus.spi.generated.HandlerSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From what a handler asks for to what its subscription is. */
final class SubscriptionSpecs {

    private static final String API = "dev.eventbus";

    private SubscriptionSpecs() {}

    /**
     * The specification of a subscription.
     *
     * @param chosenName its name; empty for a lambda that has chosen none
     * @throws IllegalArgumentException for values that make no sense
     */
    static SubscriptionSpec subscriptionSpec(
            long id, String chosenName, HandlerSpec spec, boolean once) {
        Class<?> type = spec.eventType();
        if (type.isPrimitive() || isOfFramework(type)) {
            new HandlerRules(chosenName, type).requireEventType();
        }
        TopicPattern pattern = TopicPattern.parse(spec.topic());
        return new SubscriptionSpec(id, chosenName, spec, pattern, once);
    }

    /**
     * What events of a subscription have in common: null if its policy does not ask, or for a concurrent handler without a
     * key, whose events may come in any order. Without a key of its own it has the one that its event type declares.
     *
     * @param call asks what the handler names
     * @param indexes read what the event type declares
     * @throws IllegalArgumentException for concurrent batches, which would tear the order of keys apart
     * @throws IllegalStateException if it needs a declared key that no index can read
     */
    static @Nullable EventKey key(HandlerSpec spec, HandlerCall call, IndexRegistry indexes) {
        if (!usesKey(spec)) {
            return null;
        }
        if (spec.batch() > 1) {
            boolean keyed = spec.keyed() || indexes.declaresKey(spec.eventType());
            new HandlerRules(spec.name(), spec.eventType())
                    .requireNoKeyedBatches(spec.batch(), spec.concurrency(), keyed, "remove batch");
        }
        if (spec.keyed()) {
            return call::key;
        }
        EventKey declared = indexes.keyOf(spec.eventType());
        return declared == null && spec.overflow() == Overflow.CONFLATE ? EventKey.NONE : declared;
    }

    /**
     * Refuses a replay for which this bus can retain nothing, as far as the classes of the type's events are known.
     *
     * @throws IllegalArgumentException if there is none
     */
    static void requireRetained(SubscriptionSpec spec, Retention retention) {
        List<Class<?>> classes = PublishedTypes.of(spec.eventType());
        if (classes == null) {
            return;
        }
        boolean retained = false;
        for (Class<?> each : classes) {
            Event declared = each.getAnnotation(Event.class);
            String topic = declared == null ? null : declared.value();
            retained |= retention.concerns(each, topic, spec.pattern())
                    || (declared != null
                            && declared.retain() > 0
                            && spec.pattern().matches(declared.value()));
        }
        new HandlerRules(spec.name(), spec.eventType())
                .requireRetained(retained, spec.handler().replay(), spec.pattern());
    }

    /** Whether a subscription goes by keys: the order of events in one channel with one handler needs none. */
    private static boolean usesKey(HandlerSpec spec) {
        return spec.mode() == DeliveryMode.CHANNEL && (spec.overflow() == Overflow.CONFLATE || spec.concurrency() > 1);
    }

    /** Whether a type belongs to the API of the bus: but for system events, its objects are no events. */
    static boolean isOfFramework(Class<?> type) {
        String packageName = type.getPackageName();
        return packageName.equals(API) || packageName.equals(API + ".spi") || packageName.startsWith(API + ".spi.");
    }
}
