/**
 * How long it takes until the first event is delivered, and until very many subscribers are registered.
 *
 * <p>Everything is measured in fresh processes; what a contender does not need is not loaded there.
 */
@NullMarked
package dev.eventbus.benchmarks.start;

import org.jspecify.annotations.NullMarked;
