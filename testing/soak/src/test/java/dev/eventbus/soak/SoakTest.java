package dev.eventbus.soak;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs random buses until so many events have matched, each with a seed of its own.
 *
 * <p>System properties: {@code seed} runs that one bus; {@code soak.events} (500,000) or {@code soak.seconds} say
 * for how long.
 */
class SoakTest {

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void everyEventIsAccountedFor() throws Exception {
        Long only = Long.getLong("seed");
        long events = Long.getLong("soak.events", 500_000L);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.getLong("soak.seconds", 0L));
        long matched = 0;
        long seed = only != null ? only : System.nanoTime();
        boolean more;
        do {
            try {
                matched += Soak.big(seed).run();
            } catch (AssertionError | Exception failure) {
                throw new AssertionError("-Dseed=" + seed + ": " + failure.getMessage(), failure);
            }
            seed++;
            more = Long.getLong("soak.seconds") != null ? System.nanoTime() < end : matched < events;
        } while (only == null && more);
    }
}
