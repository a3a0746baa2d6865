/**
 * What topics cost: publishing and subscribing among few patterns and among many, and a stream of ever new topics.
 *
 * <p>Taking turns, medians and ratios are the harness's.
 */
@NullMarked
package dev.eventbus.benchmarks.topics;

import org.jspecify.annotations.NullMarked;
