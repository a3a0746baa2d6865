/**
 * Throughput, isolation and latency of channels, against named peers.
 *
 * <p>Every peer publishes the same events to the same handlers, which only count; each figure is of a fresh JVM.
 */
@NullMarked
package dev.eventbus.benchmarks.channel;

import org.jspecify.annotations.NullMarked;
