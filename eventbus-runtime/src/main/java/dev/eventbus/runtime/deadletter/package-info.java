/**
 * The events that subscriptions have lost: kept up to a bound, published, and redriven.
 *
 * <p>That an event is lost is found and counted in {@code dev.eventbus.runtime.channel}; listeners and log lines are
 * the business of {@code dev.eventbus.runtime.report}.
 */
@NullMarked
package dev.eventbus.runtime.deadletter;

import org.jspecify.annotations.NullMarked;
