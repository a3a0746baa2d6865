/**
 * What user code needs: the annotations, the bus, and what the bus reports about itself.
 *
 * <p>Nothing in here delivers an event: the implementation is the module {@code dev.eventbus.runtime}. What only
 * integrations and generated code use is in {@link dev.eventbus.spi} and {@link dev.eventbus.spi.generated}.
 */
@NullMarked
package dev.eventbus;

import org.jspecify.annotations.NullMarked;
