package dev.eventbus.runtime;

import dev.eventbus.AsyncHandler;
import dev.eventbus.BatchHandler;
import dev.eventbus.BreakerPolicy;
import dev.eventbus.Channel;
import dev.eventbus.ContextHandler;
import dev.eventbus.DeliveryMode;
import dev.eventbus.Handler;
import dev.eventbus.Overflow;
import dev.eventbus.RetryPolicy;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.runtime.delivery.HandlerCall;
import dev.eventbus.runtime.delivery.LambdaCall;
import dev.eventbus.runtime.execution.Durations;
import dev.eventbus.runtime.stream.EventStream;
import dev.eventbus.runtime.stream.PullChannel;
import dev.eventbus.spi.Printable;
import dev.eventbus.spi.SubscriptionName;
import dev.eventbus.spi.TopicPattern;
import dev.eventbus.spi.generated.HandlerSpec;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Flow;
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
    private static final long NO_LIMIT = -1;

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
    private @Nullable Function<? super E, ?> keyFunction;

    LambdaSubscriptionBuilder(SubscriptionRegistry registry, Class<E> eventType) {
        this.registry = registry;
        this.spec = HandlerSpec.of("", eventType);
    }

    @Override
    public SubscriptionBuilder<E> topic(String pattern) {
        TopicPattern.parse(pattern);
        spec.withTopic(pattern);
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
        spec.withCapacity(capacity);
        channelAttributes.add("capacity");
        return this;
    }

    @Override
    public SubscriptionBuilder<E> replay(int count) {
        require(count >= 0, "replay must be 0 (nothing) or more, but is " + count + ".");
        spec.withReplay(count);
        channelAttributes.add("replay");
        return this;
    }

    @Override
    public SubscriptionBuilder<E> overflow(Overflow overflow) {
        spec.withOverflow(Objects.requireNonNull(overflow, "overflow"));
        channelAttributes.add("overflow");
        return this;
    }

    @Override
    public SubscriptionBuilder<E> blockFor(Duration longest) {
        spec.withBlockMillis(
                Durations.toMillis("blockFor", longest, "use another Overflow than BLOCK, which never waits"));
        channelAttributes.remove("blockWithoutLimit");
        channelAttributes.add("blockFor");
        return this;
    }

    @Override
    public SubscriptionBuilder<E> blockWithoutLimit() {
        spec.withBlockMillis(NO_LIMIT);
        channelAttributes.remove("blockFor");
        channelAttributes.add("blockWithoutLimit");
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
        spec.withConcurrency(concurrency);
        channelAttributes.add("concurrency");
        return this;
    }

    @Override
    public SubscriptionBuilder<E> key(Function<? super E, ?> key) {
        keyFunction = Objects.requireNonNull(key, "key");
        spec.withKey();
        channelAttributes.add("key");
        return this;
    }

    @Override
    public SubscriptionBuilder<E> timeout(Duration longest) {
        spec.withTimeoutMillis(Durations.toMillis("timeout", longest, "remove timeout, for a call without a limit"));
        channelAttributes.add("timeout");
        return this;
    }

    @Override
    public SubscriptionBuilder<E> retry(RetryPolicy policy) {
        LambdaPolicies.retry(spec, Objects.requireNonNull(policy, "policy"));
        channelAttributes.add("retry");
        return this;
    }

    @Override
    public SubscriptionBuilder<E> breaker(BreakerPolicy policy) {
        LambdaPolicies.breaker(spec, Objects.requireNonNull(policy, "policy"));
        channelAttributes.add("breaker");
        return this;
    }

    @Override
    public SubscriptionBuilder<E> once() {
        once = true;
        return this;
    }

    // The casts below hold: a subscription gives its handler, filter and key only instances of its event type.

    @Override
    @SuppressWarnings("unchecked")
    public Subscription handle(Handler<? super E> handler) {
        Objects.requireNonNull(handler, "handler");
        return subscribe(new LambdaCall.Single((Handler<Object>) handler, filter(), key()));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Subscription handle(ContextHandler<? super E> handler) {
        Objects.requireNonNull(handler, "handler");
        spec.withContext();
        return subscribe(new LambdaCall.WithContext((ContextHandler<Object>) handler, filter(), key()));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Subscription handleAsync(AsyncHandler<? super E> handler) {
        Objects.requireNonNull(handler, "handler");
        requireChannel("A handler that returns a stage");
        spec.withStage();
        return subscribe(new LambdaCall.Async((AsyncHandler<Object>) handler, filter(), key()));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Subscription handleBatch(int max, BatchHandler<? super E> handler) {
        Objects.requireNonNull(handler, "handler");
        requireChannel("A handler of batches");
        require(
                max > 1,
                "A handler of batches takes 2 events or more in one call, but max is " + max
                        + ". To fix it, raise max, or use handle.");
        require(
                spec.overflow() != Overflow.CONFLATE,
                "A handler of batches cannot have Overflow.CONFLATE. To fix it, use another policy, or handle.");
        require(
                spec.concurrency() == 1 || !spec.keyed(),
                "A handler of batches cannot keep the order of keys among concurrent calls. To fix it, remove the key, or"
                        + " set concurrency(1).");
        require(
                max <= spec.capacity(),
                "A batch of " + max + " never fits into a capacity of " + spec.capacity()
                        + ". To fix it, make the capacity larger or the batch smaller.");
        spec.withBatch(max);
        try {
            return subscribe(new LambdaCall.Batch((BatchHandler<Object>) handler, filter(), key()));
        } finally {
            if (!used) {
                // The builder can be tried again, with a handler of another kind too.
                spec.withBatch(1);
            }
        }
    }

    @Override
    public Channel<E> channel() {
        requireReader("A channel that is received from");
        LambdaCall call = new LambdaCall.Reader(filter(), key());
        Channel<E> channel = new PullChannel<>(registry.subscribeReceivers(name, checkedSpec(), once, call));
        used = true;
        return channel;
    }

    @Override
    public Flow.Publisher<E> flowPublisher() {
        requireReader("A stream");
        HandlerSpec checked = checkedSpec();
        registry.requireStream(name, checked, new LambdaCall.Reader(filter(), key()));
        used = true;
        return new EventStream<>(
                (stream, call) -> registry.subscribeStream(name, stream, checked, once, call), filter(), key());
    }

    /** What has no handler has nothing of what is about handlers. */
    private void requireReader(String what) {
        requireChannel(what);
        require(
                spec.concurrency() == 1,
                what + " has no handler whose concurrency could be set. To fix it, remove it.");
        require(spec.timeoutMillis() == 0, what + " has no handler that could time out. To fix it, remove timeout.");
        require(
                !channelAttributes.contains("retry") && !channelAttributes.contains("breaker"),
                what + " has no handler that could fail. To fix it, remove retry and breaker.");
    }

    @SuppressWarnings("unchecked")
    private @Nullable Predicate<Object> filter() {
        return (Predicate<Object>) filter;
    }

    @SuppressWarnings("unchecked")
    private @Nullable Function<Object, ?> key() {
        return (Function<Object, ?>) keyFunction;
    }

    private Subscription subscribe(HandlerCall call) {
        Subscription subscription = registry.subscribe(name, checkedSpec(), once, call);
        used = true;
        return subscription;
    }

    private void requireChannel(String what) {
        require(
                mode == DeliveryMode.CHANNEL,
                what + " has a channel. To fix it, remove mode(DeliveryMode.DIRECT), or use handle.");
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
            return spec.withDirectMode(priority);
        }
        require(
                spec.replay() <= spec.capacity(),
                "A replay of " + spec.replay() + " events never fits into a capacity of " + spec.capacity()
                        + ". To fix it, make the capacity larger or the replay smaller.");
        boolean usesKey = spec.overflow() == Overflow.CONFLATE || spec.concurrency() > 1;
        require(
                keyFunction == null || usesKey,
                "The key has no effect: only Overflow.CONFLATE and a concurrency above 1 use it. To fix it, remove it, or set"
                        + " one of them.");
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
