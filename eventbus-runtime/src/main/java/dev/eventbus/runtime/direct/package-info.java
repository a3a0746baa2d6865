/**
 * Direct dispatch: calling handlers in the publisher's thread, one by one or through a generated dispatcher, and
 * counting these calls.
 *
 * <p>Which handlers an event reaches is decided in {@code dev.eventbus.runtime.routing}.
 */
@NullMarked
package dev.eventbus.runtime.direct;

import org.jspecify.annotations.NullMarked;
