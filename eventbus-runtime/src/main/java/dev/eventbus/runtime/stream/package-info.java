/**
 * Channels that are read in place of calling a handler: pull channels, and streams with demand.
 *
 * <p>{@code dev.eventbus.runtime.channel} queues and counts their events, as those of every channel.
 */
@NullMarked
package dev.eventbus.runtime.stream;

import org.jspecify.annotations.NullMarked;
