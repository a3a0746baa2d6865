package dev.eventbus.runtime;

import dev.eventbus.BusClosedException;
import dev.eventbus.Registration;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.delivery.TableCall;
import dev.eventbus.runtime.routing.Router;
import dev.eventbus.runtime.routing.SubscriptionTable;
import dev.eventbus.runtime.subscription.BusSubscription;
import dev.eventbus.runtime.subscription.ObservedSubscription;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Enters subscriptions as they begin and retires them as they end: under one lock, which publishing never takes.
 *
 * <p>Threading: {@link #nextId}, {@link #add}, {@link #requireUnregistered} and {@link #register} by the thread that
 * holds the {@linkplain #lock lock}, so that the ids of one table rise; the rest any.
 */
final class SubscriptionRegistry implements Runnable {

    private final String busName;
    private final SubscriptionTable table;
    private final Router router;

    private final ReentrantLock lock = new ReentrantLock();
    // All guarded by the lock.
    private final TakenNames names;
    private final IdentityHashMap<Object, SubscriberRegistration> registered = new IdentityHashMap<>();
    private long lastId;
    private boolean closed;

    SubscriptionRegistry(String busName, SubscriptionTable table, Router router) {
        this.busName = busName;
        this.table = table;
        this.names = new TakenNames(table);
        this.router = router;
    }

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    /**
     * The id of the next subscription.
     *
     * @throws BusClosedException if the bus takes no subscriptions any more
     */
    long nextId() {
        if (closed) {
            throw new BusClosedException("Bus " + busName + " is closed and takes no subscriptions.");
        }
        return ++lastId;
    }

    /**
     * Adds a subscription that is not of an annotated handler.
     *
     * @param declaration equal for those that may share their name; {@link TakenNames#LAMBDA} for one that shares
     *     it with no other
     * @throws IllegalArgumentException if its name is another declaration's
     */
    void add(BusSubscription subscription, Object declaration) {
        if (subscription.spec().hasDefaultName()) {
            names.requireFree(subscription.name());
        } else {
            names.take(subscription.name(), declaration);
        }
        add(subscription);
    }

    private void add(BusSubscription subscription) {
        table.add(subscription);
        router.invalidate(subscription.spec());
    }

    /** @throws IllegalStateException if an object has subscriptions */
    void requireUnregistered(Object subscriber) {
        if (registered.containsKey(subscriber)) {
            throw new IllegalStateException("This instance of "
                    + subscriber.getClass().getName()
                    + " is registered already, and would get every event twice. To fix it, register it once, or cancel"
                    + " its registration first.");
        }
    }

    /**
     * Adds the subscriptions of an object's annotated handlers, all or none.
     *
     * @throws IllegalArgumentException if the name of one is another declaration's
     */
    Registration register(Object subscriber, List<BusSubscription> subscriptions) {
        takeNames(subscriptions);
        for (BusSubscription subscription : subscriptions) {
            add(subscription);
        }
        SubscriberRegistration registration = new SubscriberRegistration(List.copyOf(subscriptions));
        registered.put(subscriber, registration);
        return registration;
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

    /** A subscription was cancelled: publishers find it no more, and its name and object are free again. */
    void cancelled(ObservedSubscription cancelled) {
        lock.lock();
        try {
            BusSubscription subscription = table.find(cancelled.id());
            if (subscription == null) {
                return;
            }
            table.retire(subscription);
            router.invalidate(subscription.spec());
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

    /** An object whose last subscription is cancelled can be registered again. */
    private void forgetWithLast(Object subscriber) {
        SubscriberRegistration registration = registered.get(subscriber);
        if (registration != null && --registration.remaining == 0) {
            registered.remove(subscriber);
        }
    }

    /** Forgets a cancelled subscription: its handler has returned. */
    void forget(ObservedSubscription subscription) {
        table.forget(subscription);
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

    /** Wakes each channel that has something to do, after a wake-up was lost to an exhausted stack or memory. */
    @Override
    public void run() { // ADR 12
        for (BusSubscription subscription : table.activeAndRetired()) {
            subscription.wakeStranded();
        }
    }

    /** Where an annotated handler is declared. */
    // ADR 12: equality is written out.
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
