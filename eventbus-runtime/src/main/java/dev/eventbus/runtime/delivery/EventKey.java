package dev.eventbus.runtime.delivery;

import org.jspecify.annotations.Nullable;

/** What events of a subscription have in common with each other: a user's accessor path or function. */
@FunctionalInterface
public interface EventKey {

    /** The key that all events share where the user named none. */
    EventKey NONE = new EventKey() { // not a lambda: the first one costs a start some milliseconds
                @Override
                public @Nullable Object of(Object event) {
                    return null;
                }
            };

    /** The key of an event. Runs user code, in the publisher's thread. */
    @Nullable
    Object of(Object event) throws Throwable;
}
