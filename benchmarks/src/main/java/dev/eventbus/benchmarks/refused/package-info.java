/**
 * What it costs a publisher that a subscriber is stuck and its channel is full, against queues that are full.
 *
 * <p>Every contender counts its attempts in a plain field, so that those of the bus can be held against its own
 * counters.
 */
@NullMarked
package dev.eventbus.benchmarks.refused;

import org.jspecify.annotations.NullMarked;
