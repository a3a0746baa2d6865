/**
 * Channels that are read in place of calling a handler: pull channels, and streams with demand.
 *
 * <p>How events get into them, wait and are counted is {@code dev.eventbus.runtime.channel}'s, as for every channel.
 */
@NullMarked
package dev.eventbus.runtime.stream;

import org.jspecify.annotations.NullMarked;
