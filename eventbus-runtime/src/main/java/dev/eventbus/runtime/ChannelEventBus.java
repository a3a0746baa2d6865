package dev.eventbus.runtime;

import dev.eventbus.BusClosedException;
import dev.eventbus.BusStats;
import dev.eventbus.CloseReport;
import dev.eventbus.ContextHandler;
import dev.eventbus.EventBus;
import dev.eventbus.Handler;
import dev.eventbus.Headers;
import dev.eventbus.PublishResult;
import dev.eventbus.Registration;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.UnhandledEvent;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.execution.BusThreadFactory;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.execution.QuietSignal;
import dev.eventbus.runtime.index.IndexRegistry;
import dev.eventbus.runtime.report.Log;
import dev.eventbus.runtime.report.LossReporter;
import dev.eventbus.runtime.routing.Outcome;
import dev.eventbus.runtime.routing.Route;
import dev.eventbus.runtime.routing.Router;
import dev.eventbus.runtime.routing.SubscriptionTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The bus: publishing, and the way into everything else. What each part does is told where it lives: routing, channels,
 * the registry of subscriptions, closing.
 */
final class ChannelEventBus implements EventBus {

    /** Takes events and subscriptions. */
    private static final int OPEN = 0;
    /** Close was called: events of the bus's own handlers are still accepted while it drains. */
    private static final int CLOSING = 1;
    /** Nothing is accepted any more. */
    private static final int CLOSED = 2;

    private final String name;
    private final Duration closeTimeout;
    private final InstantSource clock;
    private final BusThreads threads;
    private final SubscriptionTable table = new SubscriptionTable();
    private final Router router;
    private final QuietSignal quiet = new QuietSignal();
    private final SubscriptionRegistry registry;
    private final CloseProcedure closing;
    private final LongAdder unhandled = new LongAdder();
    private final AtomicInteger state = new AtomicInteger(OPEN);
    private final CompletableFuture<CloseReport> closed = new CompletableFuture<>();

    private ChannelEventBus(BusSettings settings) {
        name = settings.name();
        closeTimeout = settings.closeTimeout();
        clock = settings.clock();
        IndexRegistry indexes = new IndexRegistry(settings.indexes());
        ThreadsExhausted exhausted = new ThreadsExhausted(settings.executor() != null ? 0 : settings.maxThreads());
        threads = new BusThreads(settings, exhausted);
        LossReporter reporter =
                new LossReporter(name, settings.listener(), threads.scheduler(), threads.noticeThread());
        exhausted.reporter = reporter;
        router = new Router(table, indexes);
        registry =
                new SubscriptionRegistry(name, this, indexes, table, threads.drains(), quiet, reporter, router::clear);
        closing = new CloseProcedure(name, registry, threads, quiet, reporter);
    }

    static EventBus open(BusSettings settings) {
        ChannelEventBus bus = new ChannelEventBus(settings);
        CompletionStage<?> end = settings.closeWhen();
        if (end != null) {
            end.whenComplete((result, failure) -> bus.closeLater());
        }
        return bus;
    }

    /** Joins the drain queue, which has to exist first, to the reporter. */
    private static final class ThreadsExhausted implements Runnable {

        private final int maxThreads;
        private volatile @Nullable LossReporter reporter;

        ThreadsExhausted(int maxThreads) {
            this.maxThreads = maxThreads;
        }

        @Override
        public void run() {
            LossReporter told = reporter;
            if (told != null) {
                told.threadsExhausted(maxThreads);
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    // ---- Publishing

    @Override
    public PublishResult publish(Object event) {
        Class<?> type = requireEvent(event).getClass();
        requireOpen();
        Route route = router.route(type);
        return offer(route, event, route.wantsContext() ? envelope(event, route, Headers.empty()) : null);
    }

    @Override
    public PublishResult publish(Object event, Headers headers) {
        Class<?> type = requireEvent(event).getClass();
        boolean bare = Objects.requireNonNull(headers, "headers").isEmpty();
        requireOpen();
        Route route = router.route(type);
        return offer(route, event, route.wantsContext() || !bare ? envelope(event, route, headers) : null);
    }

    @Override
    public PublishResult publishTo(String topic, Object event) {
        return publishTo(topic, event, Headers.empty());
    }

    @Override
    public PublishResult publishTo(String topic, Object event, Headers headers) {
        Class<?> type = requireEvent(event).getClass();
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(headers, "headers");
        requireOpen();
        Route route = router.route(type, topic);
        return offer(route, event, envelope(event, route, headers));
    }

    private static Object requireEvent(@Nullable Object event) {
        return Objects.requireNonNull(event, "event");
    }

    private void requireOpen() {
        if (state.get() != OPEN) {
            requireOwnHandler();
        }
    }

    private void requireOwnHandler() {
        if (state.get() == CLOSED || !HandlerStack.current().isInside(this)) {
            throw new BusClosedException("Bus " + name + " is closed and takes no events.");
        }
    }

    private Envelope envelope(Object event, Route route, Headers headers) {
        return new Envelope(event, route.topic(), headers, now());
    }

    private Instant now() {
        try {
            return clock.instant();
        } catch (Throwable broken) {
            // A stamp is not worth an event: the system's clock stands in for a user's that throws.
            return Instant.now();
        }
    }

    private PublishResult offer(Route route, Object event, @Nullable Envelope envelope) {
        long outcome = route.offer(event, envelope);
        if (outcome == 0) {
            nobodyMatched(route, event);
        }
        return PublishResult.of(Outcome.accepted(outcome), Outcome.dropped(outcome));
    }

    private void nobodyMatched(Route route, Object event) {
        // Also the case if the bus was closed while the event was on its way: then it must not vanish without a word.
        requireOpen();
        if (SubscriptionTable.isSystemType(event.getClass())) {
            return;
        }
        unhandled.increment();
        Route system = router.route(UnhandledEvent.class);
        if (!system.isEmpty()) {
            UnhandledEvent unhandledEvent = UnhandledEvent.of(event, route.topic());
            system.offer(
                    unhandledEvent, system.wantsContext() ? envelope(unhandledEvent, system, Headers.empty()) : null);
        }
    }

    // ---- Subscribing

    @Override
    public Registration register(Object subscriber) {
        return registry.register(Objects.requireNonNull(subscriber, "subscriber"));
    }

    @Override
    public <E> Subscription subscribe(Class<E> eventType, Handler<? super E> handler) {
        return subscription(eventType).handle(handler);
    }

    @Override
    public <E> Subscription subscribe(Class<E> eventType, ContextHandler<? super E> handler) {
        return subscription(eventType).handle(handler);
    }

    @Override
    public <E> SubscriptionBuilder<E> subscription(Class<E> eventType) {
        return new LambdaSubscriptionBuilder<>(registry, Objects.requireNonNull(eventType, "eventType"));
    }

    @Override
    public List<Subscription> subscriptions() {
        return table.all().stream()
                .filter(Subscription::isActive)
                .map(Subscription.class::cast)
                .toList();
    }

    @Override
    public boolean hasSubscribers(Class<?> eventType) {
        Objects.requireNonNull(eventType, "eventType");
        // Once closed nobody listens, and no route must be made that would keep the bus alive.
        return state.get() != CLOSED && router.hasRoute(eventType);
    }

    // ---- Looking and closing

    @Override
    public BusStats stats() {
        return BusStats.of(
                table.all().stream().map(Subscription::stats).toList(),
                unhandled.sum(),
                threads.drains().rejections());
    }

    @Override
    public boolean awaitIdle(Duration timeout) throws InterruptedException {
        if (HandlerStack.current().isInside(this)) {
            throw new IllegalStateException(
                    "A handler of bus " + name + " cannot wait for the bus to be idle: it would wait for itself.");
        }
        return quiet.await(new QuietCheck(registry), threads.scheduler(), Durations.toNanos(timeout));
    }

    @Override
    public CloseReport close(Duration timeout) {
        long timeoutNanos = Durations.toNanos(Objects.requireNonNull(timeout, "timeout"));
        if (state.compareAndSet(OPEN, CLOSING)) {
            try {
                closed.complete(closing.run(timeoutNanos, () -> state.set(CLOSED)));
            } finally {
                // Whatever a user's scheduler or thread factory threw, the bus is closed and nobody waits for ever.
                state.set(CLOSED);
                router.clear();
                if (!closed.isDone()) {
                    closed.complete(closing.snapshot());
                }
            }
        }
        return reportOfFirstClose();
    }

    private CloseReport reportOfFirstClose() {
        boolean waitedForByClose = HandlerStack.current().isInside(this) || closing.isCalledByNoticeThread();
        if (!closed.isDone() && waitedForByClose) {
            return closing.snapshot();
        }
        try {
            return closed.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return closing.snapshot();
        } catch (ExecutionException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public void close() {
        close(closeTimeout);
    }

    private void closeLater() {
        if (state.get() == OPEN) {
            try {
                threads.start(this::close);
            } catch (Throwable noThread) {
                Log.internal(name, "its thread factory fails, so that another thread closes it", noThread);
                new BusThreadFactory(name).newThread(this::close).start();
            }
        }
    }

    @Override
    public boolean isClosed() {
        return state.get() != OPEN;
    }

    @Override
    public String toString() {
        return "EventBus[" + name + "]";
    }
}
