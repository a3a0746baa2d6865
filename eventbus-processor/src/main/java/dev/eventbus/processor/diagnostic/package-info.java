/**
 * The catalogue of everything that can be wrong with a handler or an event, and the way from a finding to the user.
 *
 * <p>Nothing here finds anything out: that is {@link dev.eventbus.processor.validation}'s.
 */
@NullMarked
package dev.eventbus.processor.diagnostic;

import org.jspecify.annotations.NullMarked;
