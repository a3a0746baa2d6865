/**
 * A hub with very many clients that come and go while events flow, each with its own filter and capacity.
 *
 * <p>Taking turns, medians and ratios are the harness's.
 */
@NullMarked
package dev.eventbus.benchmarks.hub;

import org.jspecify.annotations.NullMarked;
