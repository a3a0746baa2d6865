package dev.eventbus.runtime.routing;

import dev.eventbus.EventContext;
import org.jspecify.annotations.Nullable;

/** One step in running the direct handlers of an event, in the publisher's thread. Steps run in order of priority. */
interface DirectStep {

    /**
     * Runs the handlers of this step; nothing they throw comes out.
     *
     * @param item the event, or its envelope
     * @return an {@link Outcome}; {@link Outcome#LATE} if the bus had closed all that matched
     */
    long run(Object item, Object event, @Nullable EventContext context);

    /**
     * Counts an event as lost for which {@link #run} was {@link Outcome#LATE}.
     *
     * @return an {@link Outcome}
     */
    long dropLate(Object item);
}
