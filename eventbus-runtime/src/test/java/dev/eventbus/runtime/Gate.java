package dev.eventbus.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Holds handlers until a test opens it, and lets the test wait until one has come. */
public final class Gate {

    /** For what blocks: the common pool has one thread on a machine of two cores. */
    public static final Executor NEW_THREAD = task -> new Thread(task).start();

    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch open = new CountDownLatch(1);
    private final Semaphore arrivals = new Semaphore(0);

    /** Called by a handler: waits until the gate is open; an interrupt ends the wait. */
    public void pass() throws InterruptedException {
        arrivals.release();
        open.await();
    }

    /** Called by a handler that takes no notice of interrupts. */
    public void passStubbornly() {
        arrivals.release();
        boolean opened = false;
        while (!opened) {
            try {
                open.await();
                opened = true;
            } catch (InterruptedException ignored) {
                // stubborn
            }
        }
    }

    /** Called by the test: waits until one more handler has arrived. */
    public void awaitArrival() throws InterruptedException {
        assertThat(arrivals.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("a handler arrives at the gate")
                .isTrue();
    }

    /** Lets all pass, those waiting and those to come. */
    public void open() {
        open.countDown();
    }

    /** Waits for something that must happen. */
    public static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("latch reaches zero")
                .isTrue();
    }
}
