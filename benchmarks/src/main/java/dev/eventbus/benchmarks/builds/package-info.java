/**
 * Compares two builds of this project with each other: does a change cost speed?
 *
 * <p>What is measured is what the other packages measure; comparisons with other libraries are theirs.
 */
@NullMarked
package dev.eventbus.benchmarks.builds;

import org.jspecify.annotations.NullMarked;
