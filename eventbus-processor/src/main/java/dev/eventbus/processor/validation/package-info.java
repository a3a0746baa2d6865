/**
 * Reads and validates annotated classes, and converts those without errors to the model.
 *
 * <p>Nothing here prints findings or writes files: readers return a declaration or a report.
 */
@NullMarked
package dev.eventbus.processor.validation;

import org.jspecify.annotations.NullMarked;
