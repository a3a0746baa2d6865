/**
 * Writes what the processor generates: handler tables, event descriptors, the index and its service file.
 *
 * <p>Nothing here judges user code: what arrives has been checked, and what cannot be written is returned as a text.
 */
@NullMarked
package dev.eventbus.processor.generation;

import org.jspecify.annotations.NullMarked;
