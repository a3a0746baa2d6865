/**
 * The last events of the types and topics that are retained, for subscriptions that begin with them.
 *
 * <p>{@link dev.eventbus.Event#retain()} and the builder of the bus declare which events these are. Giving them to a
 * subscription belongs to {@code dev.eventbus.runtime.channel}.
 */
@NullMarked
package dev.eventbus.runtime.retention;

import org.jspecify.annotations.NullMarked;
