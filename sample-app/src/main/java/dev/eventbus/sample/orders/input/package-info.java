/**
 * Reads orders from newline-delimited JSON, line by line, and says what is wrong with a bad one.
 *
 * <p>Knows nothing of events.
 */
@NullMarked
package dev.eventbus.sample.orders.input;

import org.jspecify.annotations.NullMarked;
