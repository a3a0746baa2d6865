/**
 * The catalogue of problems with handlers and events, and the printing of findings.
 *
 * <p>Nothing here detects problems; the package {@code validation} does.
 */
@NullMarked
package dev.eventbus.processor.diagnostic;

import org.jspecify.annotations.NullMarked;
