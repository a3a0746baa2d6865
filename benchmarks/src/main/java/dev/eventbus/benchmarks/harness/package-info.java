/**
 * Runs what is to be compared in turn, each time in a fresh JVM, and tells medians, ranges and ratios within a round.
 *
 * <p>What is measured is the caller's business: a program that prints {@linkplain
 * dev.eventbus.benchmarks.harness.Result result lines}.
 */
@NullMarked
package dev.eventbus.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
