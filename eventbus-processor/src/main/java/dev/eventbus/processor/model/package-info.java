/**
 * What the processor knows about handlers, events and the index: records of strings, numbers and each other.
 *
 * <p>Neither the compiler's view of source ({@code javax.lang.model}) nor the writing of source is known here, so that
 * another front end can fill the model.
 */
@NullMarked
package dev.eventbus.processor.model;

import org.jspecify.annotations.NullMarked;
