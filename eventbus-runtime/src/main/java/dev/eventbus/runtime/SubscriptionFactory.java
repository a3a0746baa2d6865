package dev.eventbus.runtime;

import dev.eventbus.BusScheduler;
import dev.eventbus.DeliveryMode;
import dev.eventbus.Event;
import dev.eventbus.Overflow;
import dev.eventbus.runtime.channel.ChannelSubscription;
import dev.eventbus.runtime.channel.ConsumerFactory;
import dev.eventbus.runtime.delivery.EventKey;
import dev.eventbus.runtime.delivery.HandlerCall;
import dev.eventbus.runtime.direct.DirectSubscription;
import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.SafeTimer;
import dev.eventbus.runtime.index.IndexRegistry;
import dev.eventbus.runtime.retention.Retention;
import dev.eventbus.runtime.routing.BusState;
import dev.eventbus.runtime.subscription.BusSubscription;
import dev.eventbus.runtime.subscription.SubscriptionObserver;
import dev.eventbus.runtime.subscription.SubscriptionSpec;
import dev.eventbus.spi.TopicPattern;
import dev.eventbus.spi.generated.HandlerSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes subscriptions from what handlers ask for, and refuses what makes no sense. */
final class SubscriptionFactory {

    private static final String API = "dev.eventbus";

    private final BusState bus;
    private final IndexRegistry indexes;
    private final Retention retention;
    private final DrainQueue drains;
    private final BusScheduler scheduler;
    private final SafeTimer timer;
    private final SubscriptionObserver observer;

    SubscriptionFactory(
            BusState bus,
            IndexRegistry indexes,
            Retention retention,
            DrainQueue drains,
            BusScheduler scheduler,
            SafeTimer timer,
            SubscriptionObserver observer) {
        this.bus = bus;
        this.indexes = indexes;
        this.retention = retention;
        this.drains = drains;
        this.scheduler = scheduler;
        this.timer = timer;
        this.observer = observer;
    }

    /** Lets a handler consume the events of its channel. */
    ConsumerFactory handler() {
        return ConsumerFactory.handler(drains, timer);
    }

    /** Lets the threads that hold a pull channel consume its events. */
    ConsumerFactory receivers() {
        return ConsumerFactory.receivers(drains, scheduler);
    }

    /** Lets the subscriber of a stream consume the events of its channel. */
    ConsumerFactory stream() {
        return ConsumerFactory.stream(drains, timer);
    }

    /**
     * A specification for {@link #make}.
     *
     * @param chosenName the name of the subscription; empty for a lambda that has chosen none
     * @throws IllegalArgumentException for values that make no sense
     */
    SubscriptionSpec spec(long id, String chosenName, HandlerSpec handler, boolean once) {
        Class<?> type = handler.eventType();
        if (type.isPrimitive() || isOfFramework(type)) {
            new HandlerRules(chosenName, type).requireEventType();
        }
        return new SubscriptionSpec(id, chosenName, handler, TopicPattern.parse(handler.topic()), once);
    }

    /**
     * A subscription that has no events. One with a replay accepts none before it has been given the past.
     *
     * @throws IllegalArgumentException for values that make no sense together, or on this bus
     * @throws IllegalStateException if it needs a declared key that no index can read
     */
    BusSubscription make(SubscriptionSpec spec, ConsumerFactory consumers, HandlerCall call) {
        if (spec.mode() == DeliveryMode.DIRECT) {
            return DirectSubscription.make(bus, spec, call, observer);
        }
        EventKey key = requireUsable(spec, call);
        BusSubscription subscription = new ChannelSubscription(bus, spec, call, key, consumers, observer);
        if (subscription.replays()) {
            subscription.closeForReplay();
        }
        return subscription;
    }

    /**
     * Refuses what {@link #make} refuses.
     *
     * @return what events have in common, as {@link #key} says
     */
    @Nullable
    EventKey requireUsable(SubscriptionSpec spec, HandlerCall call) {
        if (spec.handler().replay() > 0) {
            requireRetained(spec);
        }
        return key(spec.handler(), call);
    }

    /**
     * What events of a subscription have in common: null if its policy does not ask, or for a concurrent handler
     * without a key, whose events may come in any order. Without a key of its own it has the one that its event type
     * declares.
     *
     * @throws IllegalArgumentException for concurrent batches, which would tear the order of keys apart
     * @throws IllegalStateException if it needs a declared key that no index can read
     */
    private @Nullable EventKey key(HandlerSpec spec, HandlerCall call) {
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

    /** Whether a subscription goes by keys: the order of events in one channel with one handler needs none. */
    private static boolean usesKey(HandlerSpec spec) {
        return spec.mode() == DeliveryMode.CHANNEL && (spec.overflow() == Overflow.CONFLATE || spec.concurrency() > 1);
    }

    /** Refuses a replay for which this bus can retain nothing, as far as the classes of the type's events are known. */
    private void requireRetained(SubscriptionSpec spec) {
        List<Class<?>> classes = PublishedTypes.of(spec.eventType());
        if (classes == null) {
            return;
        }
        boolean retained = false;
        for (Class<?> each : classes) {
            Event declared = each.getAnnotation(Event.class);
            String topic = declared == null ? null : declared.value();
            retained |= retention.mayRetain(each, topic, spec.pattern())
                    || (declared != null
                            && declared.retain() > 0
                            && spec.pattern().matches(declared.value()));
        }
        new HandlerRules(spec.name(), spec.eventType())
                .requireRetained(retained, spec.handler().replay(), spec.pattern());
    }

    /** Whether a type belongs to the API of the bus: but for system events, its objects are no events. */
    static boolean isOfFramework(Class<?> type) {
        String packageName = type.getPackageName();
        return packageName.equals(API) || packageName.equals(API + ".spi") || packageName.startsWith(API + ".spi.");
    }
}
