package dev.eventbus.runtime;

import dev.eventbus.ContextHandler;
import dev.eventbus.DeliveryMode;
import dev.eventbus.Handler;
import dev.eventbus.Overflow;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.runtime.delivery.ContextLambdaCall;
import dev.eventbus.runtime.delivery.LambdaCall;
import dev.eventbus.spi.Printable;
import dev.eventbus.spi.SubscriptionName;
import dev.eventbus.spi.TopicPattern;
import dev.eventbus.spi.generated.HandlerSpec;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Collects the attributes of a lambda's subscription and checks them.
 *
 * @param <E> the type of events
 */
final class LambdaSubscriptionBuilder<E> implements SubscriptionBuilder<E> {

    private static final int MAX_CAPACITY = 1 << 30;

    private final SubscriptionRegistry registry;
    private final Set<String> channelAttributes = new TreeSet<>();
    private final HandlerSpec spec;
    private String name = "";
    private boolean used;
    private DeliveryMode mode = DeliveryMode.CHANNEL;
    private int priority;
    private boolean prioritySet;
    private boolean once;
    private @Nullable Predicate<? super E> filter;

    LambdaSubscriptionBuilder(SubscriptionRegistry registry, Class<E> eventType) {
        this.registry = registry;
        this.spec = HandlerSpec.of("", eventType);
    }

    @Override
    public SubscriptionBuilder<E> topic(String pattern) {
        TopicPattern.parse(pattern);
        spec.topic(pattern);
        return this;
    }

    @Override
    public SubscriptionBuilder<E> name(String subscriptionName) {
        String fault = SubscriptionName.fault(subscriptionName);
        require(
                fault == null,
                "\"" + Printable.of(subscriptionName) + "\" cannot be the name of a subscription: " + fault + ".");
        name = subscriptionName;
        return this;
    }

    @Override
    public SubscriptionBuilder<E> capacity(int capacity) {
        require(
                capacity >= 1 && capacity <= MAX_CAPACITY,
                "capacity must be from 1 to " + MAX_CAPACITY + ", but is " + capacity + ".");
        spec.capacity(capacity);
        channelAttributes.add("capacity");
        return this;
    }

    @Override
    public SubscriptionBuilder<E> overflow(Overflow overflow) {
        spec.overflow(Objects.requireNonNull(overflow, "overflow"));
        channelAttributes.add("overflow");
        return this;
    }

    @Override
    public SubscriptionBuilder<E> blockMillis(long blockMillis) {
        require(blockMillis >= -1, "blockMillis must be -1 (no limit) or more, but is " + blockMillis + ".");
        spec.blockMillis(blockMillis);
        channelAttributes.add("blockMillis");
        return this;
    }

    @Override
    public SubscriptionBuilder<E> mode(DeliveryMode deliveryMode) {
        mode = Objects.requireNonNull(deliveryMode, "mode");
        return this;
    }

    @Override
    public SubscriptionBuilder<E> priority(int value) {
        priority = value;
        prioritySet = true;
        return this;
    }

    @Override
    public SubscriptionBuilder<E> filter(Predicate<? super E> predicate) {
        filter = Objects.requireNonNull(predicate, "filter");
        spec.withFilter();
        return this;
    }

    @Override
    public SubscriptionBuilder<E> concurrency(int concurrency) {
        require(concurrency >= 1, "concurrency must be at least 1, but is " + concurrency + ".");
        spec.concurrency(concurrency);
        channelAttributes.add("concurrency");
        return this;
    }

    @Override
    public SubscriptionBuilder<E> key(Function<? super E, ?> key) {
        Objects.requireNonNull(key, "key");
        // Only policies that this version refuses use a key; there is nothing to keep it for.
        spec.withKey();
        channelAttributes.add("key");
        return this;
    }

    @Override
    public SubscriptionBuilder<E> timeoutMillis(long timeoutMillis) {
        require(timeoutMillis >= 0, "timeoutMillis must be 0 (no limit) or more, but is " + timeoutMillis + ".");
        spec.timeoutMillis(timeoutMillis);
        channelAttributes.add("timeoutMillis");
        return this;
    }

    @Override
    public SubscriptionBuilder<E> once() {
        once = true;
        return this;
    }

    // The casts below hold: a subscription gives its handler and filter only instances of its event type.

    @Override
    @SuppressWarnings("unchecked")
    public Subscription handle(Handler<? super E> handler) {
        Objects.requireNonNull(handler, "handler");
        Subscription subscription = registry.subscribe(
                name, checkedSpec(), once, new LambdaCall((Handler<Object>) handler, (Predicate<Object>) filter));
        used = true;
        return subscription;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Subscription handle(ContextHandler<? super E> handler) {
        Objects.requireNonNull(handler, "handler");
        spec.withContext();
        Subscription subscription = registry.subscribe(
                name, checkedSpec(), once, new ContextLambdaCall((ContextHandler<Object>) handler, (Predicate<Object>)
                        filter));
        used = true;
        return subscription;
    }

    private HandlerSpec checkedSpec() {
        if (used) {
            throw new IllegalStateException(
                    "This builder has been used. To fix it, begin another subscription with subscription(Class).");
        }
        if (mode == DeliveryMode.DIRECT) {
            require(
                    channelAttributes.isEmpty(),
                    "A DIRECT handler has no channel, so that " + String.join(", ", channelAttributes)
                            + " cannot be set. To fix it, leave that out, or use DeliveryMode.CHANNEL.");
            return spec.direct(priority);
        }
        require(
                !prioritySet,
                "Only DIRECT handlers have a priority. To fix it, remove it, or use DeliveryMode.DIRECT.");
        return spec;
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalArgumentException(problem);
        }
    }
}
