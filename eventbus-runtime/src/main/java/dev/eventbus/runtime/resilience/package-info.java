/**
 * What happens around a handler's call besides counting it: retries, timeouts, circuit breakers and pending stages.
 *
 * <p>Nothing here knows a queue or a drain; {@code dev.eventbus.runtime.channel} uses it from its consumer side.
 */
@NullMarked
package dev.eventbus.runtime.resilience;

import org.jspecify.annotations.NullMarked;
