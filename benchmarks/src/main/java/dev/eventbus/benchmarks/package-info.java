/**
 * How the benchmarks are run, and where their figures go.
 *
 * <p>The benchmarks themselves are in the packages below.
 */
@NullMarked
package dev.eventbus.benchmarks;

import org.jspecify.annotations.NullMarked;
