/**
 * For integrations: how an implementation of the bus is found, topic patterns, and text that is safe to log.
 *
 * <p>Applications do not need this package, and generated code uses {@link dev.eventbus.spi.generated} only.
 */
@NullMarked
package dev.eventbus.spi;

import org.jspecify.annotations.NullMarked;
