/**
 * Subscribers with topic patterns side by side.
 *
 * <p>Shows which topics {@code user.*}, {@code *.error} and {@code *} match.
 */
@NullMarked
package dev.eventbus.sample.patterns;

import org.jspecify.annotations.NullMarked;
