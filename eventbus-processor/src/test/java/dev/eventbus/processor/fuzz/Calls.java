package dev.eventbus.processor.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records the calls of generated classes. Used by one thread at a time. */
public final class Calls {

    private static final List<Call> CALLS = new ArrayList<>();
    private static @Nullable Object poison;
    private static boolean accepting;

    private Calls() {}

    /** Called by handlers; throws for the poisoned event. */
    public static void add(String handler, Object event) {
        add(handler, event, null);
    }

    /** Called by handlers that take a context. */
    public static void add(String handler, Object event, @Nullable Object context) {
        CALLS.add(new Call(handler, event, context));
        if (poison != null && poison == event) {
            throw new IllegalStateException(handler);
        }
    }

    /** Called by filters. */
    public static boolean accepts(String handler, Object event) {
        add("filter of " + handler, event);
        return accepting;
    }

    /** Sets the result of filters. */
    static void accepting(boolean answer) {
        accepting = answer;
    }

    /** Sets the event for which handlers throw. */
    static void poison(@Nullable Object event) {
        poison = event;
    }

    /** Returns and removes the recorded calls. */
    static List<Call> take() {
        List<Call> calls = List.copyOf(CALLS);
        CALLS.clear();
        return calls;
    }

    /** A method that ran; events are compared by identity. */
    record Call(String handler, Object event, @Nullable Object context) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Call call
                    && handler.equals(call.handler)
                    && (event == call.event || (event instanceof List && event.equals(call.event)))
                    && context == call.context;
        }

        @Override
        public int hashCode() {
            return Objects.hash(handler);
        }
    }
}
