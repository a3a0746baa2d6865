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
import dev.eventbus.runtime.report.Log;
import dev.eventbus.runtime.report.UnhandledTopics;
import dev.eventbus.runtime.retention.Retention;
import dev.eventbus.runtime.routing.Route;
import dev.eventbus.runtime.routing.Router;
import dev.eventbus.runtime.routing.SubscriptionTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Offers events to whom they concern, in an envelope where something more than the event must travel. */
final class Publishing implements Consumer<Object> {

    private final BusState state;
    private final Router router;
    private final Retention retention;
    private final InstantSource clock;
    private final @Nullable ContextCarriers carriers;
    private final Executor executor;
    private final Executor noticeThread;
    private final UnhandledTopics unhandledTopics;
    private final LongAdder unhandled = new LongAdder();

    /**
     * The publishing part of a bus.
     *
     * @param clock stamps events, and does not fail
     * @param carriers carry what belongs to publishers' threads; null if nothing does
     * @param executor completes the stages of tracked events
     * @param noticeThread writes log lines
     */
    Publishing(
            BusState state,
            Router router,
            Retention retention,
            InstantSource clock,
            @Nullable ContextCarriers carriers,
            Executor executor,
            Executor noticeThread) {
        this.state = state;
        this.router = router;
        this.retention = retention;
        this.clock = clock;
        this.carriers = carriers;
        this.executor = executor;
        this.noticeThread = noticeThread;
        this.unhandledTopics = new UnhandledTopics(state.busName(), noticeThread);
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

    /** Whether the bus has not begun to close. */
    boolean isOpen() {
        return state.isOpen();
    }

    /** Publishes an event that brings nothing along. */
    PublishResult publish(Route route, Object event) {
        if (carriers == null) {
            PublishResult called = route.callBare(event);
            return called != null ? called : publishWithoutContext(route, event);
        }
        return publish(route, event, Headers.empty());
    }

    private PublishResult publishWithoutContext(Route route, Object event) {
        return route.wantsEnvelope() ? publish(route, event, Headers.empty()) : offerBare(route, event);
    }

    /** Publishes an event with headers. */
    PublishResult publish(Route route, Object event, Headers headers) {
        CarriedContext carried = captured();
        boolean bare = carried == null && headers.isEmpty() && !route.wantsEnvelope();
        return bare ? offerBare(route, event) : offer(route, event, envelope(event, route, headers, null, carried));
    }

    /**
     * Publishes events that bring nothing along, in their order.
     *
     * @param route a route of all of them that {@linkplain Route#takesMany takes many}
     */
    PublishResult publishAll(Route route, Object[] events) {
        long outcome = route.offerAll(events, event -> nobodyMatched(route, event));
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
        // Reading the clock costs as much as all the rest: only where somebody can ask for the time.
        Instant publishedAt = route.wantsEnvelope() ? clock.instant() : null;
        return new Envelope(event, route.topic(), headers, publishedAt, tracker, carried);
    }

    private PublishResult offerBare(Route route, Object event) {
        return result(route, event, route.offerBare(event));
    }

    private PublishResult offer(Route route, Object event, Envelope envelope) {
        Retention.Place place = route.retained();
        Route right = place == null ? route : retained(route, place, envelope);
        return result(route, event, right.offer(event, envelope));
    }

    private PublishResult result(Route route, Object event, long outcome) {
        if (PackedResult.isUnmatched(outcome)) {
            nobodyMatched(route, event);
        }
        return PublishResult.of(PackedResult.accepted(outcome), PackedResult.dropped(outcome));
    }

    /** Retains an event, and gives a route with everybody who subscribed before it was, and so has not found it in the past. */
    private Route retained(Route route, Retention.Place place, Envelope envelope) {
        retention.add(place, envelope);
        return router.renewed(route, envelope.event().getClass());
    }

    private void nobodyMatched(Route route, Object event) {
        // Also the case if the bus was closed while the event was on its way: then it must not vanish without a word.
        state.requireOpen();
        if (SubscriptionTable.isSystemType(event.getClass())) {
            return;
        }
        unhandled.increment();
        Route system = router.route(UnhandledEvent.class);
        if (system.isEmpty()) {
            unhandledTopics.unhandled(route.topic(), event.getClass());
            return;
        }
        offerSystemEvent(system, UnhandledEvent.of(event, route.topic()));
    }

    private void offerSystemEvent(Route system, Object event) {
        Envelope envelope = system.wantsEnvelope() ? envelope(event, system, Headers.empty(), null, null) : null;
        system.offer(event, envelope);
    }

    /** Publishes a system event, unless the bus is closed. */
    @Override
    public void accept(Object systemEvent) {
        if (!state.isClosed()) {
            offerSystemEvent(router.route(systemEvent.getClass()), systemEvent);
        }
    }

    /** A stream whose events were published has failed, or could not be published. */
    void streamFailed(Throwable failure) {
        String busName = state.busName();
        if (state.isOpen()) {
            noticeThread.execute(() -> Log.streamFailed(busName, failure));
        } else {
            // There may be no other thread any more.
            Log.streamFailed(busName, failure);
        }
    }

    /** How many events matched nobody. */
    long unhandled() {
        return unhandled.sum();
    }
}
