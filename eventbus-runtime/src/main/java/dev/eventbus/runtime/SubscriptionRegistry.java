package dev.eventbus.runtime;

import dev.eventbus.BusClosedException;
import dev.eventbus.BusScheduler;
import dev.eventbus.DeliveryMode;
import dev.eventbus.DropReason;
import dev.eventbus.Registration;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.channel.ChannelSubscription;
import dev.eventbus.runtime.channel.ConsumerFactory;
import dev.eventbus.runtime.deadletter.DeadLetterPublisher;
import dev.eventbus.runtime.deadletter.DeadLetterStore;
import dev.eventbus.runtime.delivery.EventKey;
import dev.eventbus.runtime.delivery.HandlerCall;
import dev.eventbus.runtime.delivery.TableCall;
import dev.eventbus.runtime.direct.DirectSubscription;
import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.execution.IdleSignal;
import dev.eventbus.runtime.execution.SafeTimer;
import dev.eventbus.runtime.index.IndexRegistry;
import dev.eventbus.runtime.report.LossReporter;
import dev.eventbus.runtime.retention.Retention;
import dev.eventbus.runtime.routing.Router;
import dev.eventbus.runtime.routing.SubscriptionTable;
import dev.eventbus.runtime.subscription.BusSubscription;
import dev.eventbus.runtime.subscription.ObservedSubscription;
import dev.eventbus.runtime.subscription.SubscriptionObserver;
import dev.eventbus.runtime.subscription.SubscriptionSpec;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of a bus as they come and go. Subscribing and cancelling take a lock; publishing never does.
 */
final class SubscriptionRegistry implements SubscriptionObserver, Runnable {

    private final String busName;
    private final Object bus;
    private final IndexRegistry indexes;
    private final SubscriptionTable table;
    private final DrainQueue drains;
    private final BusScheduler scheduler;
    private final SafeTimer timer;
    private final IdleSignal quiet;
    private final LossReporter reporter;
    private final Router router;
    private final Retention retention;
    private final DeadLetterStore deadLetters;
    private final DeadLetterPublisher announcements;

    // Cancelled subscriptions whose handler may still be running: closing the bus waits for these too.
    private final Set<BusSubscription> retired = ConcurrentHashMap.newKeySet();

    private final ReentrantLock lock = new ReentrantLock();
    // All guarded by the lock.
    private final SubscriptionNames names;
    private final IdentityHashMap<Object, SubscriberRegistration> registered = new IdentityHashMap<>();
    private long lastId;
    private boolean closed;

    SubscriptionRegistry(
            String busName,
            Object bus,
            IndexRegistry indexes,
            SubscriptionTable table,
            DrainQueue drains,
            BusScheduler scheduler,
            IdleSignal quiet,
            LossReporter reporter,
            Router router,
            Retention retention,
            DeadLetterStore deadLetters,
            DeadLetterPublisher announcements) {
        this.busName = busName;
        this.bus = bus;
        this.indexes = indexes;
        this.table = table;
        this.names = new SubscriptionNames(table);
        this.drains = drains;
        this.scheduler = scheduler;
        this.timer = new SafeTimer(scheduler);
        this.quiet = quiet;
        this.reporter = reporter;
        this.router = router;
        this.retention = retention;
        this.deadLetters = deadLetters;
        this.announcements = announcements;
    }

    /**
     * Subscribes a lambda.
     *
     * @param chosenName its name; empty for one that is made of the event type and the id
     */
    Subscription subscribe(String chosenName, HandlerSpec spec, boolean once, HandlerCall call) {
        return subscribe(chosenName, SubscriptionNames.LAMBDA, spec, once, ConsumerFactory.handler(drains, timer), call);
    }

    /** Subscribes somebody who comes for events. */
    ChannelSubscription subscribeReceivers(String chosenName, HandlerSpec spec, boolean once, HandlerCall call) {
        Object declaration = SubscriptionNames.LAMBDA;
        ConsumerFactory receivers = ConsumerFactory.receivers(drains, scheduler);
        return (ChannelSubscription) subscribe(chosenName, declaration, spec, once, receivers, call);
    }

    /** Whether an event type declares a key. */
    boolean declaresKey(Class<?> eventType) {
        return indexes.declaresKey(eventType);
    }

    /** Refuses what each subscriber of a stream would be refused for, before one comes. */
    void requireStream(String chosenName, HandlerSpec spec, HandlerCall call) {
        SubscriptionSpec each = SubscriptionSpecs.subscriptionSpec(0, chosenName, spec, false);
        if (spec.replay() > 0) {
            SubscriptionSpecs.requireRetained(each, retention);
        }
        SubscriptionSpecs.key(spec, call, indexes);
    }

    /**
     * Subscribes one of the subscribers of a stream.
     *
     * @param stream shares the name among them
     */
    ChannelSubscription subscribeStream(
            String chosenName, Object stream, HandlerSpec spec, boolean once, HandlerCall call) {
        ConsumerFactory subscriber = ConsumerFactory.stream(drains, timer);
        return (ChannelSubscription) subscribe(chosenName, stream, spec, once, subscriber, call);
    }

    private BusSubscription subscribe(
            String chosenName, Object declaration, HandlerSpec spec, boolean once, ConsumerFactory consumers, HandlerCall call) {
        BusSubscription subscription;
        lock.lock();
        try {
            requireOpen();
            long id = ++lastId;
            SubscriptionSpec subscriptionSpec = SubscriptionSpecs.subscriptionSpec(id, chosenName, spec, once);
            subscription = make(subscriptionSpec, consumers, call);
            if (subscriptionSpec.hasDefaultName()) {
                names.requireFree(subscription.name());
            } else {
                names.take(chosenName, declaration);
            }
            add(subscription);
        } finally {
            lock.unlock();
        }
        replay(subscription);
        return subscription;
    }

    /** Subscribes every handler of an object, or none. */
    Registration register(Object subscriber) {
        List<HandlerTable> tables = indexes.tablesOf(subscriber.getClass());
        List<BusSubscription> subscriptions = new ArrayList<>();
        ConsumerFactory consumers = ConsumerFactory.handler(drains, timer);
        SubscriberRegistration registration;
        lock.lock();
        try {
            requireOpen();
            if (registered.containsKey(subscriber)) {
                throw new IllegalStateException("This instance of "
                        + subscriber.getClass().getName()
                        + " is registered already, and would get every event twice. To fix it, register it once, or cancel"
                        + " its registration first.");
            }
            for (HandlerTable handlers : tables) {
                HandlerSpec[] specs = handlers.handlers();
                for (int handler = 0; handler < specs.length; handler++) {
                    SubscriptionSpec spec = SubscriptionSpecs.subscriptionSpec(
                            ++lastId, specs[handler].name(), specs[handler], false);
                    subscriptions.add(
                            make(spec, consumers, new TableCall(handlers, handler, specs[handler].batch() > 1, subscriber)));
                }
            }
            takeNames(subscriptions);
            for (BusSubscription subscription : subscriptions) {
                add(subscription);
            }
            registration = new SubscriberRegistration(List.copyOf(subscriptions));
            registered.put(subscriber, registration);
        } finally {
            lock.unlock();
        }
        for (BusSubscription subscription : subscriptions) {
            replay(subscription);
        }
        return registration;
    }

    /** Lets publishers see a subscription; one that begins with events of the past waits for {@link #replay}. */
    private void add(BusSubscription subscription) {
        if (subscription.replays()) {
            subscription.closeForReplay();
        }
        table.add(subscription);
        router.changed(subscription.spec());
    }

    /** Gives a subscription that begins with events of the past these. Not under the lock: its filter is asked. */
    private void replay(BusSubscription subscription) {
        if (subscription.replays()) {
            SubscriptionSpec spec = subscription.spec();
            Retention.Past past = retention.past(
                    spec.eventType(), spec.pattern(), spec.handler().replay());
            router.beginUse();
            subscription.replay(past.events(), past.number());
        }
    }

    private void takeNames(List<BusSubscription> subscriptions) {
        List<BusSubscription> taken = new ArrayList<>();
        try {
            for (BusSubscription subscription : subscriptions) {
                TableCall call = (TableCall) subscription.call();
                names.take(
                        subscription.name(),
                        new MethodDeclaration(call.table().subscriberType().getName(), call.handler()));
                taken.add(subscription);
            }
        } catch (IllegalArgumentException clash) {
            taken.forEach(subscription -> names.release(subscription.name()));
            throw clash;
        }
    }

    private BusSubscription make(SubscriptionSpec spec, ConsumerFactory consumers, HandlerCall call) {
        if (spec.mode() == DeliveryMode.DIRECT) {
            return DirectSubscription.make(bus, spec, call, this);
        }
        if (spec.handler().replay() > 0) {
            SubscriptionSpecs.requireRetained(spec, retention);
        }
        EventKey key = SubscriptionSpecs.key(spec.handler(), call, indexes);
        return new ChannelSubscription(bus, spec, call, key, consumers, this);
    }

    private void requireOpen() {
        if (closed) {
            throw new BusClosedException("Bus " + busName + " is closed and takes no subscriptions.");
        }
    }

    /** Refuses subscriptions from now on. */
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** The active subscriptions, and the cancelled ones with a handler still running, in the order of subscribing. */
    List<BusSubscription> activeAndRetired() {
        return table.allAnd(retired);
    }

    /** Wakes each channel that has something to do, after something broke off that was about to wake one. */
    @Override
    public void run() {
        for (BusSubscription subscription : activeAndRetired()) {
            subscription.wakeStranded();
        }
    }

    /** Sees to it that nothing waits that nobody runs. */
    void lookAfterStranded() {
        drains.lookAfterStranded();
    }

    /** Whether the current thread is in a handler of the bus. */
    boolean isInsideHandler() {
        if (HandlerStack.current().isInside(bus)) {
            return true;
        }
        // Direct handlers are seldom on the stack of handlers: their counts know who is in them.
        for (BusSubscription subscription : activeAndRetired()) {
            if (subscription.runsOfCurrentThread() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Changes whenever a subscription comes or goes. */
    long changes() {
        return table.version();
    }

    /** Whether subscriptions to lost events are about to get some. */
    boolean isAnnouncing() {
        return announcements.isPending();
    }

    // ---- SubscriptionObserver

    @Override
    public boolean keepsDrops() {
        return deadLetters.keepsDrops();
    }

    @Override
    public void onLost(
            ObservedSubscription subscription,
            Object item,
            @Nullable DropReason dropReason,
            @Nullable Throwable cause,
            int attempts) {
        deadLetters.add(subscription.spec(), item, dropReason, cause, attempts);
    }

    @Override
    public int maxRemaining() {
        return deadLetters.capacity();
    }

    @Override
    public void onRemaining(ObservedSubscription subscription, List<Object> newest, long count, DropReason dropReason) {
        deadLetters.addLeftBehind(subscription.spec(), newest, count, dropReason);
    }

    @Override
    public void onReportRequested(ObservedSubscription subscription) {
        reporter.request(subscription);
    }

    @Override
    public void onSignalFailed(ObservedSubscription subscription, String signal, Throwable failure) {
        reporter.signalFailed(subscription, signal, failure);
    }

    /** The subscriber of a stream that could not subscribe threw when it was told so. */
    void refusalFailed(Throwable failure) {
        reporter.refusalFailed(failure);
    }

    @Override
    public void onStuck(ObservedSubscription subscription, String thread, List<StackTraceElement> stack) {
        reporter.stuck(subscription, thread, stack);
    }

    @Override
    public IdleSignal idleSignal() {
        return quiet;
    }

    @Override
    public void onCancelled(ObservedSubscription observed) {
        lock.lock();
        try {
            BusSubscription subscription = table.find(observed.id());
            if (subscription == null) {
                return;
            }
            if (subscription.spec().mode() == DeliveryMode.DIRECT) {
                // A call that finished while its subscription was being cancelled may not have seen that, and left it.
                retired.removeIf(SubscriptionRegistry::isEndedDirect);
            }
            // In this order: whoever looks at the table and then here sees it in one of the two.
            retired.add(subscription);
            table.remove(subscription);
            router.changed(subscription.spec());
            if (!subscription.spec().hasDefaultName()) {
                names.release(subscription.name());
            }
            if (subscription.call() instanceof TableCall call) {
                forgetWithLast(call.subscriber());
            }
        } finally {
            lock.unlock();
        }
    }

    private static boolean isEndedDirect(BusSubscription subscription) {
        return subscription.spec().mode() == DeliveryMode.DIRECT && !subscription.isActive() && subscription.isIdle();
    }

    /** An object whose last subscription is cancelled can be registered again. */
    private void forgetWithLast(Object subscriber) {
        SubscriberRegistration registration = registered.get(subscriber);
        if (registration != null && --registration.remaining == 0) {
            registered.remove(subscriber);
        }
    }

    @Override
    public void onEnded(ObservedSubscription subscription) {
        if (subscription.isIdle()) {
            reporter.ended(subscription);
            retired.remove(subscription);
        }
    }

    /** Where an annotated handler stands. Equality is written out for the reason that {@code TopicAndVersion} tells. */
    private record MethodDeclaration(String subscriberClass, int handler) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof MethodDeclaration that
                    && handler == that.handler
                    && subscriberClass.equals(that.subscriberClass);
        }

        @Override
        public int hashCode() {
            return 31 * subscriberClass.hashCode() + handler;
        }

        @Override
        public String toString() {
            return "a method of " + subscriberClass;
        }
    }

    /** The subscriptions of one object. */
    private static final class SubscriberRegistration implements Registration {

        private final List<Subscription> subscriptions;
        // Guarded by the lock: how many of them are not cancelled.
        private int remaining;

        SubscriberRegistration(List<Subscription> subscriptions) {
            this.subscriptions = subscriptions;
            this.remaining = subscriptions.size();
        }

        @Override
        public List<Subscription> subscriptions() {
            return subscriptions;
        }

        @Override
        public void cancel() {
            subscriptions.forEach(Subscription::cancel);
        }

        @Override
        public String toString() {
            return "Registration" + subscriptions;
        }
    }
}
