/**
 * What a bus keeps of the past: the last events of the types and topics that say so, for subscriptions that begin with them.
 *
 * <p>Which events these are is declared by {@link dev.eventbus.Event#retain()} and on the bus's builder; how a subscription gets them
 * is {@code dev.eventbus.runtime.channel}'s.
 */
@NullMarked
package dev.eventbus.runtime.retention;

import org.jspecify.annotations.NullMarked;
