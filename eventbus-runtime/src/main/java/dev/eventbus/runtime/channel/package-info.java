/**
 * The two kinds of subscription: one with a channel and its life as a state machine, one called in the publisher's
 * thread.
 *
 * <p>Which subscriptions get an event is decided in {@code dev.eventbus.runtime.routing}, on which threads channels are
 * drained in {@code dev.eventbus.runtime.execution}.
 */
@NullMarked
package dev.eventbus.runtime.channel;

import org.jspecify.annotations.NullMarked;
