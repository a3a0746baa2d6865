/**
 * The catalogue of everything that can be wrong with a handler or an event, and the way from a finding to the user.
 *
 * <p>Nothing here finds anything out: that is what the package {@code validation} does.
 */
@NullMarked
package dev.eventbus.processor.diagnostic;

import org.jspecify.annotations.NullMarked;
