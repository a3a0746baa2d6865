/**
 * A subscription with a channel: the producer side that offers events to a bounded queue, the consumer side that takes
 * them out, and the life cycle that joins the two.
 *
 * <p>Which subscriptions get an event is decided in {@code dev.eventbus.runtime.routing}; which threads drain channels,
 * in {@code dev.eventbus.runtime.execution}.
 */
@NullMarked
package dev.eventbus.runtime.channel;

import org.jspecify.annotations.NullMarked;
