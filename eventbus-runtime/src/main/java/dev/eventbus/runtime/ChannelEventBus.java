package dev.eventbus.runtime;

import dev.eventbus.BusStats;
import dev.eventbus.CloseReport;
import dev.eventbus.ContextCarrier;
import dev.eventbus.ContextHandler;
import dev.eventbus.DeadLetters;
import dev.eventbus.EventBus;
import dev.eventbus.EventTypes;
import dev.eventbus.Handler;
import dev.eventbus.Headers;
import dev.eventbus.PublishReport;
import dev.eventbus.PublishResult;
import dev.eventbus.Publisher;
import dev.eventbus.Registration;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.internal.TopicName;
import dev.eventbus.runtime.deadletter.DeadLetterPublisher;
import dev.eventbus.runtime.deadletter.DeadLetterStore;
import dev.eventbus.runtime.deadletter.StoredDeadLetters;
import dev.eventbus.runtime.delivery.CarriedContext.ContextCarriers;
import dev.eventbus.runtime.execution.BusThreadFactory;
import dev.eventbus.runtime.execution.Durations;
import dev.eventbus.runtime.execution.IdleSignal;
import dev.eventbus.runtime.execution.SafeClock;
import dev.eventbus.runtime.index.IndexRegistry;
import dev.eventbus.runtime.index.KnownEventTypes;
import dev.eventbus.runtime.report.Log;
import dev.eventbus.runtime.report.LossReporter;
import dev.eventbus.runtime.retention.Retention;
import dev.eventbus.runtime.routing.Router;
import dev.eventbus.runtime.routing.SubscriptionTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The bus: publishing, and the way into everything else. What each part does is told where it lives: routing, channels,
 * the registry of subscriptions, closing.
 */
final class ChannelEventBus implements EventBus {

    private final String name;
    private final Duration closeTimeout;
    private final BusThreads threads;
    private final SubscriptionTable table = new SubscriptionTable();
    private final IndexRegistry indexes;
    private final Retention retention;
    private final Router router;
    private final IdleSignal quiet = new IdleSignal();
    private final SubscriptionRegistry registry;
    private final Publishing publishing;
    private final BusState state;
    private final LossReporter reporter;
    private final DeadLetterPublisher announcements;
    private final DeadLetterStore deadLetterStore;
    private final Object lock = new Object();
    // Guarded by the lock, and made when first asked for: a bus starts faster without.
    private @Nullable DeadLetters deadLetters;
    private @Nullable Closing closing;

    private ChannelEventBus(BusSettings settings) {
        name = settings.name();
        closeTimeout = settings.closeTimeout();
        indexes = new IndexRegistry(settings.indexes(), settings.discovers());
        ThreadsExhausted exhausted = new ThreadsExhausted(settings.executor() != null ? 0 : settings.maxThreads());
        threads = new BusThreads(settings, exhausted);
        reporter = new LossReporter(name, settings.listeners(), threads.closingScheduler(), threads.noticeThread());
        exhausted.reporter = reporter;
        retention = new Retention(settings.retention());
        router = new Router(table, indexes, retention, threads.scheduler(), threads);
        state = new BusState(name);
        InstantSource clock = new SafeClock(settings.clock());
        publishing = new Publishing(
                state,
                router,
                retention,
                clock,
                settings.carriers().isEmpty() ? null : CarrierFailures.reportedOf(settings.carriers(), reporter),
                threads.drains(),
                threads.noticeThread());
        announcements = new DeadLetterPublisher(table, router, threads.noticeThread(), quiet, publishing);
        deadLetterStore =
                new DeadLetterStore(settings.deadLetterCapacity(), settings.deadLetterDrops(), clock, announcements);
        registry = new SubscriptionRegistry(
                name,
                this,
                indexes,
                table,
                threads.drains(),
                threads.scheduler(),
                quiet,
                reporter,
                router,
                retention,
                deadLetterStore,
                announcements);
        state.handlersOf(registry);
        threads.drains().whenStranded(registry);
    }

    static EventBus open(BusSettings settings) {
        ChannelEventBus bus = new ChannelEventBus(settings);
        CompletionStage<?> end = settings.closeWhen();
        if (end != null) {
            CloseWhen.follow(end, bus);
        }
        if (settings.closeOnShutdown()) {
            ShutdownHook.of(bus);
        } else {
            bus.threads.reportAtExit(bus);
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

    /** Not a method reference: the JVM would make a class for it with the first bus. */
    private record CarrierFailures(LossReporter reporter) implements ContextCarriers.FailureListener {

        static ContextCarriers reportedOf(List<ContextCarrier> carriers, LossReporter reporter) {
            return new ContextCarriers(carriers, new CarrierFailures(reporter));
        }

        @Override
        public void failed(Throwable failure) {
            reporter.carrierFailed(failure);
        }
    }

    @Override
    public String name() {
        return name;
    }

    // ---- Publishing

    @Override
    public PublishResult publish(Object event) {
        return publishing.publish(publishing.route(event), event);
    }

    @Override
    public PublishResult publish(Object event, Headers headers) {
        Objects.requireNonNull(headers, "headers");
        return publishing.publish(publishing.route(event), event, headers);
    }

    @Override
    public PublishResult publishTo(String topic, Object event) {
        return publishing.publishTo(publishing.route(topic, event), event, Headers.empty());
    }

    @Override
    public PublishResult publishTo(String topic, Object event, Headers headers) {
        Objects.requireNonNull(headers, "headers");
        return publishing.publishTo(publishing.route(topic, event), event, headers);
    }

    @Override
    public CompletionStage<PublishReport> publishAndTrack(Object event) {
        return publishing.track(publishing.route(event), event, Headers.empty());
    }

    @Override
    public CompletionStage<PublishReport> publishAndTrack(Object event, Headers headers) {
        Objects.requireNonNull(headers, "headers");
        return publishing.track(publishing.route(event), event, headers);
    }

    @Override
    public CompletionStage<PublishReport> publishToAndTrack(String topic, Object event) {
        return publishing.track(publishing.route(topic, event), event, Headers.empty());
    }

    @Override
    public CompletionStage<PublishReport> publishToAndTrack(String topic, Object event, Headers headers) {
        Objects.requireNonNull(headers, "headers");
        return publishing.track(publishing.route(topic, event), event, headers);
    }

    @Override
    public <E> Publisher<E> publisher(Class<E> eventType) {
        return new TypedPublisher<>(publishing, null, Objects.requireNonNull(eventType, "eventType"));
    }

    @Override
    public <E> Publisher<E> publisher(String topic, Class<E> eventType) {
        TopicName.check(Objects.requireNonNull(topic, "topic"));
        return new TypedPublisher<>(publishing, topic, Objects.requireNonNull(eventType, "eventType"));
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
        return !state.isClosed() && router.hasRoute(eventType);
    }

    @Override
    public int removeRetained(Class<?> eventType) {
        return retention.remove(Objects.requireNonNull(eventType, "eventType"));
    }

    @Override
    public int removeRetained(String topic) {
        TopicName.check(Objects.requireNonNull(topic, "topic"));
        return retention.remove(topic);
    }

    // ---- Looking and closing

    @Override
    public EventTypes eventTypes() {
        return new KnownEventTypes(indexes);
    }

    @Override
    public BusStats stats() {
        return BusStats.of(
                table.all().stream().map(Subscription::stats).toList(),
                publishing.unhandled(),
                threads.drains().threadsExhausted());
    }

    @Override
    public DeadLetters deadLetters() {
        synchronized (lock) {
            if (deadLetters == null) {
                deadLetters = new StoredDeadLetters(deadLetterStore, table, router, state);
            }
            return deadLetters;
        }
    }

    @Override
    public boolean awaitIdle(Duration timeout) throws InterruptedException {
        if (isInsideHandler()) {
            throw new IllegalStateException(
                    "A handler of bus " + name + " cannot wait for the bus to be idle: it would wait for itself.");
        }
        return quiet.await(new IdleCheck(registry), threads.scheduler(), Durations.toNanos(timeout));
    }

    /** Whether the current thread is in a handler of this bus. */
    private boolean isInsideHandler() {
        return registry.isInsideHandler();
    }

    @Override
    public CloseReport close(Duration timeout) {
        long timeoutNanos = Durations.toNanos(Objects.requireNonNull(timeout, "timeout"));
        return closing().close(timeoutNanos);
    }

    private Closing closing() {
        synchronized (lock) {
            if (closing == null) {
                CloseProcedure procedure = new CloseProcedure(name, registry, threads, quiet, reporter);
                closing = new Closing(state, registry, procedure, router::outdateAll, this::letGo);
            }
            return closing;
        }
    }

    private void letGo() {
        retention.close();
        router.close();
        if (threads.isReportedAtExit()) {
            ExitReport.leave(this);
        }
        announcements.stop();
    }

    @Override
    public void close() {
        close(closeTimeout);
    }

    /**
     * What would be lost if the JVM ended now, also of subscriptions that were cancelled and whose handler still runs.
     */
    LeftEvents leftEvents() {
        return LeftEvents.of(registry.activeAndRetired());
    }

    /** Runs something once when the bus has been closed. */
    void whenClosed(Runnable action) {
        closing().whenClosed(action);
    }

    /** Closes the bus on a thread of its own. */
    void closeLater() {
        if (state.isOpen()) {
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
        return !state.isOpen();
    }

    @Override
    public String toString() {
        return "EventBus[" + name + "]";
    }
}
