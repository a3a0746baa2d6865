package dev.eventbus.runtime.routing;

import dev.eventbus.Headers;
import dev.eventbus.runtime.delivery.Envelope;
import java.time.InstantSource;

/** Publishes the events that a bus makes itself. No listener to one is not reported, or there would be no end. */
public final class SystemEvents {

    private final Router router;
    private final BusState state;
    private final InstantSource clock;

    /**
     * Publishes system events of a bus.
     *
     * @param clock stamps events, and does not fail
     */
    public SystemEvents(Router router, BusState state, InstantSource clock) {
        this.router = router;
        this.state = state;
        this.clock = clock;
    }

    /** Publishes a system event, unless the bus is closed. */
    public void publish(Object event) {
        if (!state.isClosed()) {
            Route route = router.route(event.getClass());
            Envelope envelope = route.wantsEnvelope()
                    ? new Envelope(event, route.topic(), Headers.empty(), clock.instant(), null, null)
                    : null;
            route.offer(event, envelope);
        }
    }
}
