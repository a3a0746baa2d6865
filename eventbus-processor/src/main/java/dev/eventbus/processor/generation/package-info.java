/**
 * Generates handler tables, event descriptors, the index and its service file.
 *
 * <p>Nothing here validates user code: the model has been validated before. Conflicts of names are returned as text.
 */
@NullMarked
package dev.eventbus.processor.generation;

import org.jspecify.annotations.NullMarked;
