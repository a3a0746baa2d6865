/**
 * What failing subscribers cost their healthy neighbours.
 *
 * <p>Taking turns, medians and ratios are the harness's.
 */
@NullMarked
package dev.eventbus.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
