package dev.eventbus.runtime;

import dev.eventbus.Headers;
import dev.eventbus.PublishReport;
import dev.eventbus.PublishResult;
import dev.eventbus.UnhandledEvent;
import dev.eventbus.runtime.delivery.CarriedContext;
import dev.eventbus.runtime.delivery.CarriedContext.ContextCarriers;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.EventTracker;
import dev.eventbus.runtime.direct.PackedResult;
import dev.eventbus.runtime.report.UnhandledTopics;
import dev.eventbus.runtime.retention.Retention;
import dev.eventbus.runtime.routing.BusState;
import dev.eventbus.runtime.routing.Route;
import dev.eventbus.runtime.routing.RouteCache;
import dev.eventbus.runtime.routing.Router;
import dev.eventbus.runtime.routing.SubscriptionTable;
import dev.eventbus.runtime.routing.SystemEvents;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Offers events to the subscriptions that match, in an envelope where something more than the event must travel. */
final class Publishing {

    private final BusState state;
    private final RouteCache routes;
    private final Router router;
    private final Retention retention;
    private final InstantSource clock;
    private final @Nullable ContextCarriers carriers;
    private final Executor executor;
    private final SystemEvents systemEvents;
    private final UnhandledTopics unhandledTopics;
    private final LongAdder unhandled = new LongAdder();

    /**
     * The publishing part of a bus.
     *
     * @param clock stamps events, and does not fail
     * @param carriers carry what belongs to publishers' threads; null if nothing does
     * @param executor completes the stages of tracked events
     */
    Publishing(
            BusState state,
            Router router,
            Retention retention,
            InstantSource clock,
            @Nullable ContextCarriers carriers,
            Executor executor,
            SystemEvents systemEvents,
            UnhandledTopics unhandledTopics) {
        this.state = state;
        this.routes = router.cache();
        this.router = router;
        this.retention = retention;
        this.clock = clock;
        this.carriers = carriers;
        this.executor = executor;
        this.systemEvents = systemEvents;
        this.unhandledTopics = unhandledTopics;
    }

    /** Whether something belongs to publishers' threads that goes with each event. */
    boolean carries() {
        return carriers != null;
    }

    private @Nullable CarriedContext captured() {
        return carriers == null ? null : carriers.capture();
    }

    /** The route of an event that is to be published now, on its own topic. */
    Route route(Object event) {
        Class<?> type = requireEvent(event).getClass();
        Route current = routes.find(type);
        return current != null ? current : uncachedRoute(type);
    }

    private Route uncachedRoute(Class<?> type) {
        state.requireOpen();
        return router.route(type);
    }

    /** The route of an event that is to be published now, on a topic. */
    Route route(String topic, Object event) {
        Class<?> type = requireEvent(event).getClass();
        Objects.requireNonNull(topic, "topic");
        state.requireOpen();
        return router.route(type, topic);
    }

    private static Object requireEvent(@Nullable Object event) {
        return Objects.requireNonNull(event, "event");
    }

    /** Whether a publisher may keep a route: as long as that is current, the bus is open. */
    boolean mayKeepRoutes() {
        return !routes.isClosed();
    }

    /** Publishes an event without headers on its own topic. */
    PublishResult publish(Object event) {
        return publish(route(event), event);
    }

    /** Publishes an event without headers on a route of its own topic. */
    PublishResult publish(Route route, Object event) {
        if (carriers != null) {
            return publish(route, event, Headers.empty());
        }
        PublishResult called = route.callWithoutEnvelope(event);
        return called != null ? called : offerWithoutEnvelope(route, event);
    }

    private PublishResult offerWithoutEnvelope(Route route, Object event) {
        return route.wantsEnvelope()
                ? publish(route, event, Headers.empty())
                : result(route, event, route.offerWithoutEnvelope(event));
    }

    /** Publishes an event with headers. */
    PublishResult publish(Route route, Object event, Headers headers) {
        CarriedContext carried = captured();
        boolean withoutEnvelope = carried == null && headers.isEmpty() && !route.wantsEnvelope();
        return withoutEnvelope
                ? result(route, event, route.offerWithoutEnvelope(event))
                : offer(route, event, envelope(event, route, headers, null, carried));
    }

    /**
     * Publishes events that bring nothing along, in their order.
     *
     * @param route a route of all of them that {@linkplain Route#takesMany takes many}
     */
    PublishResult publishAll(Route route, Object[] events) {
        long outcome = route.offerAll(events, event -> noSubscriptionMatched(route, event));
        return PublishResult.of(PackedResult.accepted(outcome), PackedResult.dropped(outcome));
    }

    /** Publishes an event in an envelope in any case, because its topic is not its own. */
    PublishResult publishTo(Route route, Object event, Headers headers) {
        return offer(route, event, envelope(event, route, headers, null, captured()));
    }

    /** Publishes an event and follows it. */
    CompletionStage<PublishReport> track(Route route, Object event, Headers headers) {
        EventTracker tracker = new EventTracker(executor);
        Envelope envelope = envelope(event, route, headers, tracker, captured());
        tracker.follow(envelope);
        try {
            offer(route, event, envelope);
        } finally {
            tracker.finished();
        }
        return tracker.report();
    }

    private Envelope envelope(
            Object event,
            Route route,
            Headers headers,
            @Nullable EventTracker tracker,
            @Nullable CarriedContext carried) {
        // Reading the clock costs as much as all the rest: only where a handler can ask for the time.
        Instant publishedAt = route.wantsEnvelope() ? clock.instant() : null;
        return new Envelope(event, route.topic(), headers, publishedAt, tracker, carried);
    }

    private PublishResult offer(Route route, Object event, Envelope envelope) {
        Retention.Logs logs = route.retained();
        Route current = logs == null ? route : retained(route, logs, envelope);
        return result(route, event, current.offer(event, envelope));
    }

    private PublishResult result(Route route, Object event, long outcome) {
        if (PackedResult.isUnmatched(outcome)) {
            noSubscriptionMatched(route, event);
        }
        return PublishResult.of(PackedResult.accepted(outcome), PackedResult.dropped(outcome));
    }

    /**
     * Retains an event.
     *
     * @return a route with all who subscribed before that, and so have not found the event in the past
     */
    private Route retained(Route route, Retention.Logs logs, Envelope envelope) {
        retention.add(logs, envelope);
        return router.refresh(route, envelope.event().getClass());
    }

    private void noSubscriptionMatched(Route route, Object event) {
        // Also the case if the bus was closed while the event was on its way: then it must not vanish without a word.
        state.requireOpen();
        if (SubscriptionTable.isSystemType(event.getClass())) {
            return;
        }
        unhandled.increment();
        if (router.hasRoute(UnhandledEvent.class)) {
            systemEvents.publish(UnhandledEvent.of(event, route.topic()));
        } else {
            unhandledTopics.unhandled(route.topic(), event.getClass());
        }
    }

    /** How many events matched no subscription. */
    long unhandled() {
        return unhandled.sum();
    }
}
