package dev.eventbus.runtime.routing;

import dev.eventbus.EventContext;
import org.jspecify.annotations.Nullable;

/** One step in running the direct handlers of an event, in the publisher's thread. Steps run in order of priority. */
interface DirectStep {

    /**
     * Runs the handlers of this step; nothing they throw comes out.
     *
     * @param item the event, or its envelope
     * @return an {@link Outcome}
     */
    long run(Object item, Object event, @Nullable EventContext context);
}
