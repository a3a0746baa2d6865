package dev.eventbus.runtime;

import dev.eventbus.Registration;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.channel.ChannelSubscription;
import dev.eventbus.runtime.channel.ConsumerFactory;
import dev.eventbus.runtime.delivery.HandlerCall;
import dev.eventbus.runtime.delivery.TableCall;
import dev.eventbus.runtime.index.IndexRegistry;
import dev.eventbus.runtime.report.LossReporter;
import dev.eventbus.runtime.retention.Retention;
import dev.eventbus.runtime.routing.Router;
import dev.eventbus.runtime.subscription.BusSubscription;
import dev.eventbus.runtime.subscription.SubscriptionSpec;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Subscribes handlers, receivers and streams: makes their subscriptions, enters them into the registry and gives them
 * the retained events that they begin with.
 */
final class Subscribing {

    private final IndexRegistry indexes;
    private final Retention retention;
    private final Router router;
    private final SubscriptionFactory factory;
    private final SubscriptionRegistry registry;
    private final LossReporter reporter;

    Subscribing(
            IndexRegistry indexes,
            Retention retention,
            Router router,
            SubscriptionFactory factory,
            SubscriptionRegistry registry,
            LossReporter reporter) {
        this.indexes = indexes;
        this.retention = retention;
        this.router = router;
        this.factory = factory;
        this.registry = registry;
        this.reporter = reporter;
    }

    /** Whether an event type declares a key. */
    boolean declaresKey(Class<?> eventType) {
        return indexes.declaresKey(eventType);
    }

    /**
     * Subscribes a lambda.
     *
     * @param chosenName its name; empty for one that is made of the event type and the id
     */
    Subscription subscribe(String chosenName, HandlerSpec spec, boolean once, HandlerCall call) {
        return subscribe(chosenName, TakenNames.LAMBDA, spec, once, factory.handler(), call);
    }

    /** Subscribes a channel from which threads receive events. */
    ChannelSubscription subscribeReceivers(String chosenName, HandlerSpec spec, boolean once, HandlerCall call) {
        Object declaration = TakenNames.LAMBDA;
        return (ChannelSubscription) subscribe(chosenName, declaration, spec, once, factory.receivers(), call);
    }

    /**
     * Subscribes one of the subscribers of a stream.
     *
     * @param stream shares the name among them
     */
    ChannelSubscription subscribeStream(
            String chosenName, Object stream, HandlerSpec spec, boolean once, HandlerCall call) {
        return (ChannelSubscription) subscribe(chosenName, stream, spec, once, factory.stream(), call);
    }

    /** Refuses a stream whose subscribers could not subscribe. */
    void requireStream(String chosenName, HandlerSpec spec, HandlerCall call) {
        factory.requireUsable(factory.spec(0, chosenName, spec, false), call);
    }

    /** The subscriber of a stream threw when it was refused. */
    void refusalFailed(Throwable failure) {
        reporter.refusalFailed(failure);
    }

    private BusSubscription subscribe(
            String chosenName,
            Object declaration,
            HandlerSpec spec,
            boolean once,
            ConsumerFactory consumers,
            HandlerCall call) {
        BusSubscription subscription;
        registry.lock();
        try {
            SubscriptionSpec numbered = factory.spec(registry.nextId(), chosenName, spec, once);
            subscription = factory.make(numbered, consumers, call);
            registry.add(subscription, declaration);
        } finally {
            registry.unlock();
        }
        replay(subscription);
        return subscription;
    }

    /** Subscribes every handler of an object, or none. */
    Registration register(Object subscriber) {
        List<HandlerTable> tables = indexes.tablesOf(subscriber.getClass());
        List<BusSubscription> subscriptions = new ArrayList<>();
        Registration registration;
        registry.lock();
        try {
            registry.requireUnregistered(subscriber);
            for (HandlerTable table : tables) {
                HandlerSpec[] specs = table.handlers();
                for (int handler = 0; handler < specs.length; handler++) {
                    HandlerSpec spec = specs[handler];
                    subscriptions.add(factory.make(
                            factory.spec(registry.nextId(), spec.name(), spec, false),
                            factory.handler(),
                            new TableCall(table, handler, spec.batch() > 1, subscriber)));
                }
            }
            registration = registry.register(subscriber, subscriptions);
        } finally {
            registry.unlock();
        }
        for (BusSubscription subscription : subscriptions) {
            replay(subscription);
        }
        return registration;
    }

    /** Gives a subscription the retained events that it begins with. Not under the lock, since its filter is asked. */
    private void replay(BusSubscription subscription) {
        if (subscription.replays()) {
            SubscriptionSpec spec = subscription.spec();
            Retention.Past past = retention.past(
                    spec.eventType(), spec.pattern(), spec.handler().replay());
            router.beginUse();
            subscription.replay(past.events(), past.number());
        }
    }
}
