/**
 * For integrations: the door through which an implementation of the bus is found, and the grammar of topics and names that
 * all parts share.
 *
 * <p>Applications do not need this package, and generated code uses {@link dev.eventbus.spi.generated} only.
 */
@NullMarked
package dev.eventbus.spi;

import org.jspecify.annotations.NullMarked;
