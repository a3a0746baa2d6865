/**
 * Telling of losses and failures: counts become listener calls and log lines, bundled, on a thread of the bus.
 *
 * <p>Counting itself happens where the loss does, in {@code dev.eventbus.runtime.channel}.
 */
@NullMarked
package dev.eventbus.runtime.report;

import org.jspecify.annotations.NullMarked;
