/**
 * The entry that compilers find: rounds, and the wiring of validation, diagnostics and generation.
 *
 * <p>What is right or wrong is not decided here, and nothing is written here.
 */
@NullMarked
package dev.eventbus.processor;

import org.jspecify.annotations.NullMarked;
