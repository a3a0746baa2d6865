package dev.eventbus.runtime.direct;

import dev.eventbus.EventContext;
import org.jspecify.annotations.Nullable;

/** One step in running the direct handlers of an event, in the publisher's thread. Steps run in order of priority. */
public interface DirectStep {

    /**
     * Runs the handlers of this step; nothing they throw comes out.
     *
     * @param item the event, or its envelope
     * @return a {@link PackedResult}; {@link PackedResult#LATE} if the bus had closed all that matched
     */
    public long run(Object item, Object event, @Nullable EventContext context);

    /**
     * Counts an event as lost for which {@link #run} was {@link PackedResult#LATE}.
     *
     * @return a {@link PackedResult}
     */
    public long dropLate(Object item);
}
