/**
 * The processors that compilers find, the rounds, and the wiring of validation, diagnostics and generation.
 *
 * <p>This package neither validates user code nor writes files.
 */
@NullMarked
package dev.eventbus.processor;

import org.jspecify.annotations.NullMarked;
