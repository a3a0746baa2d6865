package dev.eventbus.runtime;

import dev.eventbus.BusStats;
import dev.eventbus.CloseReport;
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
import dev.eventbus.runtime.deadletter.BusDeadLetters;
import dev.eventbus.runtime.execution.BusThreadFactory;
import dev.eventbus.runtime.execution.Durations;
import dev.eventbus.runtime.index.KnownEventTypes;
import dev.eventbus.runtime.report.Log;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The bus as its users see it. What each call does stands where the work is done. */
final class ChannelEventBus implements EventBus {

    private final String name;
    private final Duration closeTimeout;
    private final Publishing publishing;
    private final BusAssembly parts;
    private final Object lock = new Object();
    // Guarded by the lock, and made when first asked for. ADR 12
    private @Nullable DeadLetters deadLetters;
    private @Nullable Closing closing;

    private ChannelEventBus(BusSettings settings) {
        name = settings.name();
        closeTimeout = settings.closeTimeout();
        parts = new BusAssembly(settings);
        publishing = parts.publishing;
    }

    static EventBus open(BusSettings settings) {
        ChannelEventBus bus = new ChannelEventBus(settings);
        CompletionStage<?> end = settings.closeWhen();
        if (end != null) {
            CloseOnCompletion.follow(end, bus);
        }
        if (settings.closeOnShutdown()) {
            ShutdownHook.add(bus);
        } else {
            bus.parts.threads.reportAtExit(bus);
        }
        return bus;
    }

    @Override
    public String name() {
        return name;
    }

    // ---- Publishing

    @Override
    public PublishResult publish(Object event) {
        return publishing.publish(event);
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
        return new TypedPublisher<>(publishing, parts.reporter, null, Objects.requireNonNull(eventType, "eventType"));
    }

    @Override
    public <E> Publisher<E> publisher(String topic, Class<E> eventType) {
        TopicName.check(Objects.requireNonNull(topic, "topic"));
        return new TypedPublisher<>(publishing, parts.reporter, topic, Objects.requireNonNull(eventType, "eventType"));
    }

    // ---- Subscribing

    @Override
    public Registration register(Object subscriber) {
        return parts.subscribing.register(Objects.requireNonNull(subscriber, "subscriber"));
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
        return new LambdaSubscriptionBuilder<>(parts.subscribing, Objects.requireNonNull(eventType, "eventType"));
    }

    @Override
    public List<Subscription> subscriptions() {
        return parts.table.active().stream()
                .filter(Subscription::isActive)
                .map(Subscription.class::cast)
                .toList();
    }

    @Override
    public boolean hasSubscribers(Class<?> eventType) {
        Objects.requireNonNull(eventType, "eventType");
        // Once it is closed there are none, and no route must be made that would keep the bus alive.
        return !parts.state.isClosed() && parts.router.hasRoute(eventType);
    }

    @Override
    public int removeRetained(Class<?> eventType) {
        return parts.retention.remove(Objects.requireNonNull(eventType, "eventType"));
    }

    @Override
    public int removeRetained(String topic) {
        TopicName.check(Objects.requireNonNull(topic, "topic"));
        return parts.retention.remove(topic);
    }

    // ---- Looking and closing

    @Override
    public EventTypes eventTypes() {
        return new KnownEventTypes(parts.indexes);
    }

    @Override
    public BusStats stats() {
        return BusStats.of(
                parts.table.active().stream().map(Subscription::stats).toList(),
                publishing.unhandled(),
                parts.threads.drains().threadsExhausted());
    }

    @Override
    public DeadLetters deadLetters() {
        synchronized (lock) {
            if (deadLetters == null) {
                deadLetters = new BusDeadLetters(parts.deadLetterStore, parts.table, parts.router, parts.state);
            }
            return deadLetters;
        }
    }

    @Override
    public boolean awaitIdle(Duration timeout) throws InterruptedException {
        if (parts.state.isInsideHandler()) {
            throw new IllegalStateException(
                    "A handler of bus " + name + " cannot wait for the bus to be idle: it would wait for itself.");
        }
        IdleCheck check = new IdleCheck(parts.table, parts.threads.drains(), parts.deadLetterPublisher);
        return parts.idle.await(check, parts.threads.scheduler(), Durations.toNanos(timeout));
    }

    @Override
    public CloseReport close(Duration timeout) {
        long timeoutNanos = Durations.toNanos(Objects.requireNonNull(timeout, "timeout"));
        return closing().close(timeoutNanos);
    }

    private Closing closing() {
        synchronized (lock) {
            if (closing == null) {
                closing = new Closing(parts.state, parts.router, new CloseProcedure(name, parts), this::release);
            }
            return closing;
        }
    }

    /** Releases what a closed bus keeps, and what keeps it. */
    private void release() {
        parts.retention.close();
        parts.router.close();
        if (parts.threads.isReportedAtExit()) {
            ExitReport.leave(this);
        }
        parts.deadLetterPublisher.stop();
    }

    @Override
    public void close() {
        close(closeTimeout);
    }

    /**
     * What would be lost if the JVM ended now, including events of cancelled subscriptions whose handler still runs.
     */
    PendingEvents pendingEvents() {
        return PendingEvents.of(parts.table.activeAndRetired());
    }

    /** Runs something once when the bus has been closed. */
    void whenClosed(Runnable action) {
        closing().whenClosed(action);
    }

    /** Closes the bus on a thread of its own. */
    void closeLater() {
        if (parts.state.isOpen()) {
            try {
                parts.threads.start(this::close);
            } catch (Throwable noThread) {
                Log.internal(name, "its thread factory fails, so that another thread closes it", noThread);
                new BusThreadFactory(name).newThread(this::close).start();
            }
        }
    }

    @Override
    public boolean isClosed() {
        return !parts.state.isOpen();
    }

    @Override
    public String toString() {
        return "EventBus[" + name + "]";
    }
}
