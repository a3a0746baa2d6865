/**
 * Reads annotated classes: checks everything that the compiler can know about them, and turns those without a problem
 * into the model.
 *
 * <p>Nothing here prints or writes: what was read is returned, as a declaration or a report.
 */
@NullMarked
package dev.eventbus.processor.validation;

import org.jspecify.annotations.NullMarked;
