package dev.eventbus.runtime.execution;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A user's clock that may throw or return null. A time stamp is not worth an event: the system's clock stands in.
 *
 * @param clock the user's
 */
public record SafeClock(InstantSource clock) implements InstantSource {

    @Override
    public Instant instant() {
        try {
            Instant now = clock.instant();
            return now != null ? now : Instant.now();
        } catch (Throwable broken) {
            return Instant.now();
        }
    }
}
