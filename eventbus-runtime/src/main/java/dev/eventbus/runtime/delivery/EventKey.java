package dev.eventbus.runtime.delivery;

import org.jspecify.annotations.Nullable;

/** What events of a subscription have in common with each other: a user's accessor path or function. */
@FunctionalInterface
public interface EventKey {

    /** The key that all events share where the user named none. */
    EventKey NONE = event -> null;

    /** The key of an event. Runs user code, in the publisher's thread. */
    @Nullable
    Object of(Object event) throws Throwable;
}
