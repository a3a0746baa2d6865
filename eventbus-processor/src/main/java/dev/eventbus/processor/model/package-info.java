/**
 * The model of handlers, events and the index: records that consist of strings, numbers and other records.
 *
 * <p>It depends neither on the compiler's model of the source ({@code javax.lang.model}) nor on code generation, so
 * that another front end can create it.
 */
@NullMarked
package dev.eventbus.processor.model;

import org.jspecify.annotations.NullMarked;
