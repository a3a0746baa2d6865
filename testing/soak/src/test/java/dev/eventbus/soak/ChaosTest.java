package dev.eventbus.soak;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs many small random buses, some of them with an executor that rejects at random, each with a seed of its own.
 *
 * <p>System properties: {@code seed} runs that one bus; {@code soak.runs} (50) says how many.
 */
class ChaosTest {

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void nothingIsLeftBehindAndEveryEventIsAccountedFor() throws Exception {
        Long only = Long.getLong("seed");
        int runs = only != null ? 1 : Integer.getInteger("soak.runs", 50);
        long seed = only != null ? only : System.nanoTime();
        for (int run = 0; run < runs; run++, seed++) {
            try {
                Soak.small(seed).run();
            } catch (AssertionError | Exception failure) {
                throw new AssertionError(
                        "Run " + run + " failed. To repeat it: mvn -pl testing/soak -am test -Dtest=ChaosTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dseed=" + seed + "\n"
                                + failure.getMessage(),
                        failure);
            }
        }
    }
}
