package dev.eventbus.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.EventBus;
import dev.eventbus.Subscription;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what must happen, and fails when it does not. */
public final class Patience {

    /** How long a test waits for what should take milliseconds, on a machine with other work to do. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    /** So often a wait looks without a pause, since many tests race with what they wait for. */
    private static final int SPINS = 10_000;

    private Patience() {}

    /** Waits until this is true. */
    public static void until(BooleanSupplier condition) {
        until("what the test waits for happens", condition);
    }

    /** Waits until this is true. The description says what is expected: "the subscription is idle". */
    public static void until(String expected, BooleanSupplier condition) {
        long begin = System.nanoTime();
        for (int look = 0; !condition.getAsBoolean(); look++) {
            if (System.nanoTime() - begin > LIMIT.toNanos()) {
                throw new AssertionError("Not within " + LIMIT.toSeconds() + " s: " + expected);
            }
            if (look < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(10_000);
            }
        }
    }

    /** Waits until a thread waits. */
    public static void untilWaiting(Thread thread) {
        until(
                thread + " waits",
                () -> thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
    }

    /** Waits until everything that is deliverable has been delivered. */
    public static void awaitIdle(EventBus bus) throws InterruptedException {
        assertThat(bus.awaitIdle(LIMIT))
                .as(() -> "idle within " + LIMIT.toSeconds() + " s: "
                        + bus.subscriptions().stream().map(Subscription::stats).toList())
                .isTrue();
    }
}
