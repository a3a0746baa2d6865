package dev.eventbus.runtime;

import dev.eventbus.AsyncContextHandler;
import dev.eventbus.AsyncHandler;
import dev.eventbus.BatchContextHandler;
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
import dev.eventbus.internal.SubscriptionName;
import dev.eventbus.runtime.channel.ChannelSubscription;
import dev.eventbus.runtime.delivery.HandlerCall;
import dev.eventbus.runtime.delivery.LambdaCall;
import dev.eventbus.runtime.execution.Durations;
import dev.eventbus.runtime.stream.EventStream;
import dev.eventbus.runtime.stream.PullChannel;
import dev.eventbus.spi.LogText;
import dev.eventbus.spi.TopicPattern;
import dev.eventbus.spi.generated.HandlerSpec;
import java.time.Duration;
import java.util.List;
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

    private static final long NO_LIMIT = -1;
    private static final Set<String> OF_ANY_HANDLER = Set.of("topic", "name", "mode", "priority", "filter", "once");

    private final Subscribing subscribing;
    // The attributes that were set, by the names of the methods.
    private final Set<String> set = new TreeSet<>();
    private final HandlerSpec spec;
    private String name = "";
    private boolean used;
    private DeliveryMode mode = DeliveryMode.CHANNEL;
    private int priority;
    private boolean once;
    private @Nullable Predicate<? super E> filter;
    private @Nullable Function<? super E, ?> keyFunction;

    LambdaSubscriptionBuilder(Subscribing subscribing, Class<E> eventType) {
        this.subscribing = subscribing;
        this.spec = HandlerSpec.of("", eventType);
    }

    @Override
    public SubscriptionBuilder<E> topic(String pattern) {
        TopicPattern.parse(Objects.requireNonNull(pattern, "topic"));
        set("topic").withTopic(pattern);
        return this;
    }

    @Override
    public SubscriptionBuilder<E> name(String subscriptionName) {
        String problem = SubscriptionName.problem(Objects.requireNonNull(subscriptionName, "name"));
        if (problem != null) {
            throw new IllegalArgumentException("\"" + LogText.sanitize(subscriptionName)
                    + "\" cannot be the name of a subscription: " + problem
                    + ". To fix it, choose a name that a metric and a log line can show, of 1 to "
                    + SubscriptionName.MAX_LENGTH + " characters.");
        }
        set("name");
        name = subscriptionName;
        return this;
    }

    @Override
    public SubscriptionBuilder<E> capacity(int capacity) {
        rules().requireCapacity(capacity);
        set("capacity").withCapacity(capacity);
        return this;
    }

    @Override
    public SubscriptionBuilder<E> replay(int count) {
        rules().requireReplay(count);
        set("replay").withReplay(count);
        return this;
    }

    @Override
    public SubscriptionBuilder<E> overflow(Overflow overflow) {
        Objects.requireNonNull(overflow, "overflow");
        set("overflow").withOverflow(overflow);
        return this;
    }

    @Override
    public SubscriptionBuilder<E> blockFor(Duration longest) {
        rules().requireWait(Objects.requireNonNull(longest, "blockFor"));
        set("blockFor").withBlockMillis(Durations.toMillis(longest));
        set.remove("blockWithoutLimit");
        return this;
    }

    @Override
    public SubscriptionBuilder<E> blockWithoutLimit() {
        set("blockWithoutLimit").withBlockMillis(NO_LIMIT);
        set.remove("blockFor");
        return this;
    }

    @Override
    public SubscriptionBuilder<E> mode(DeliveryMode deliveryMode) {
        Objects.requireNonNull(deliveryMode, "mode");
        set("mode");
        mode = deliveryMode;
        return this;
    }

    @Override
    public SubscriptionBuilder<E> priority(int value) {
        set("priority");
        priority = value;
        return this;
    }

    @Override
    public SubscriptionBuilder<E> filter(Predicate<? super E> predicate) {
        Objects.requireNonNull(predicate, "filter");
        set("filter").withFilter();
        filter = predicate;
        return this;
    }

    @Override
    public SubscriptionBuilder<E> concurrency(int concurrency) {
        rules().requireConcurrency(concurrency);
        set("concurrency").withConcurrency(concurrency);
        return this;
    }

    @Override
    public SubscriptionBuilder<E> key(Function<? super E, ?> key) {
        Objects.requireNonNull(key, "key");
        set("key").withKey();
        keyFunction = key;
        return this;
    }

    @Override
    public SubscriptionBuilder<E> timeout(Duration longest) {
        rules().requireDeadline(Objects.requireNonNull(longest, "timeout"));
        set("timeout").withTimeoutMillis(Durations.toMillis(longest));
        return this;
    }

    @Override
    public SubscriptionBuilder<E> retry(RetryPolicy policy) {
        Objects.requireNonNull(policy, "retry");
        HandlerSpecs.retry(set("retry"), policy, rules());
        return this;
    }

    @Override
    public SubscriptionBuilder<E> breaker(BreakerPolicy policy) {
        Objects.requireNonNull(policy, "breaker");
        HandlerSpecs.breaker(set("breaker"), policy);
        return this;
    }

    @Override
    public SubscriptionBuilder<E> once() {
        set("once");
        once = true;
        return this;
    }

    /** The specification, to set one attribute of it. */
    private HandlerSpec set(String attribute) {
        requireUnused();
        set.add(attribute);
        return spec;
    }

    /** The specification of one attempt to subscribe: one that is refused leaves nothing behind. */
    private HandlerSpec attempt() {
        return set.isEmpty() ? HandlerSpec.of("", spec.eventType()) : HandlerSpecs.copyOf(spec);
    }

    private HandlerRules rules() {
        return new HandlerRules(name, spec.eventType());
    }

    // The casts below hold: a subscription gives its handler, filter and key only instances of its event type.

    @Override
    @SuppressWarnings("unchecked")
    public Subscription handle(Handler<? super E> handler) {
        Objects.requireNonNull(handler, "handler");
        return subscribe(attempt(), new LambdaCall.Single((Handler<Object>) handler, filter(), key()));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Subscription handle(ContextHandler<? super E> handler) {
        Objects.requireNonNull(handler, "handler");
        return subscribe(
                attempt().withContext(), new LambdaCall.WithContext((ContextHandler<Object>) handler, filter(), key()));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Subscription handleAsync(AsyncHandler<? super E> handler) {
        Objects.requireNonNull(handler, "handler");
        rules().requireNoStage(mode);
        return subscribe(attempt().withStage(), new LambdaCall.Async((AsyncHandler<Object>) handler, filter(), key()));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Subscription handleAsync(AsyncContextHandler<? super E> handler) {
        Objects.requireNonNull(handler, "handler");
        rules().requireNoStage(mode);
        return subscribe(
                attempt().withStage().withContext(),
                new LambdaCall.AsyncWithContext((AsyncContextHandler<Object>) handler, filter(), key()));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Subscription handleBatch(int max, BatchHandler<? super E> handler) {
        Objects.requireNonNull(handler, "handler");
        return subscribeBatches(max, attempt(), new LambdaCall.Batch((BatchHandler<Object>) handler, filter(), key()));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Subscription handleBatch(int max, BatchContextHandler<? super E> handler) {
        Objects.requireNonNull(handler, "handler");
        return subscribeBatches(
                max,
                attempt().withContext(),
                new LambdaCall.BatchWithContext((BatchContextHandler<Object>) handler, filter(), key()));
    }

    private Subscription subscribeBatches(int max, HandlerSpec attempt, LambdaCall call) {
        requireChannel("a handler of batches");
        HandlerRules rules = rules();
        rules.require(
                max > 1,
                "A handler of batches takes 2 events or more in one call, but max is " + max,
                "raise max, or use handle");
        rules.requireBatches(spec, max, keyed());
        return subscribe(attempt.withBatch(max), call);
    }

    @Override
    public Channel<E> channel() {
        requireReader("a channel that is read", "channel");
        LambdaCall call = new LambdaCall.Reader(filter(), key());
        Channel<E> channel = new PullChannel<>(subscribing.subscribeReceivers(name, checked(attempt()), once, call));
        used = true;
        return channel;
    }

    @Override
    public Flow.Publisher<E> flowPublisher() {
        requireReader("a stream", "flowPublisher");
        HandlerSpec checked = checked(attempt());
        subscribing.requireStream(name, checked, new LambdaCall.Reader(filter(), key()));
        used = true;
        return new EventStream<>(new StreamOpener(subscribing, name, checked, once), filter(), key());
    }

    /** Subscribes with the attributes of the builder, which cannot change any more. */
    private record StreamOpener(Subscribing subscribing, String name, HandlerSpec spec, boolean once)
            implements EventStream.Opener {

        @Override
        public ChannelSubscription open(EventStream<?> stream, LambdaCall call) {
            return subscribing.subscribeStream(name, stream, spec, once, call);
        }

        @Override
        public void refusalFailed(Throwable failure) {
            subscribing.refusalFailed(failure);
        }
    }

    /** Refuses attributes of handlers where there is none. */
    private void requireReader(String what, String end) {
        requireChannel(what);
        for (String attribute : List.of("concurrency", "timeout", "retry", "breaker")) {
            // A concurrency of 1 is what a reader has.
            if (set.contains(attribute) && (spec.concurrency() > 1 || !attribute.equals("concurrency"))) {
                rules().requireEffect(false, attribute, what + " has no handler", "use handle in place of " + end);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private @Nullable Predicate<Object> filter() {
        return (Predicate<Object>) filter;
    }

    @SuppressWarnings("unchecked")
    private @Nullable Function<Object, ?> key() {
        return (Function<Object, ?>) keyFunction;
    }

    private Subscription subscribe(HandlerSpec attempt, HandlerCall call) {
        Subscription subscription = subscribing.subscribe(name, checked(attempt), once, call);
        used = true;
        return subscription;
    }

    private void requireChannel(String what) {
        if (mode == DeliveryMode.DIRECT) {
            rules().require(
                            false,
                            "A DIRECT handler has no channel, and " + what + " has a channel",
                            "use handle, or remove mode(DIRECT)");
        }
    }

    private void requireUnused() {
        if (used) {
            throw new IllegalStateException(
                    "This builder has been used. To fix it, begin another subscription with subscription(Class).");
        }
    }

    /** Whether events have a key, the subscription's or their type's. */
    private boolean keyed() {
        return keyFunction != null || subscribing.declaresKey(spec.eventType());
    }

    private HandlerSpec checked(HandlerSpec attempt) {
        requireUnused();
        if (set.isEmpty()) {
            return attempt;
        }
        HandlerRules rules = rules();
        if (!spec.topic().isEmpty()) {
            rules.requirePattern(TopicPattern.parse(spec.topic()));
        }
        if (mode == DeliveryMode.DIRECT) {
            Set<String> ofChannel = new TreeSet<>(set);
            ofChannel.removeAll(OF_ANY_HANDLER);
            rules.requireNoneOfChannel(ofChannel);
            return attempt.withDirectMode(priority);
        }
        rules.requireRoomForReplay(spec);
        boolean conflatesWithin = spec.overflow() == Overflow.CONFLATE && set.contains("capacity");
        rules.requireEffects(set, spec, !conflatesWithin || keyed());
        return attempt;
    }
}
