/**
 * What the bus takes from the heap: for a subscription that waits, and for an event that is delivered.
 *
 * <p>Everything is measured in processes that do nothing else.
 */
@NullMarked
package dev.eventbus.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
