package dev.eventbus.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Threads of a test, publishers most of the time, whose errors fail the test. */
public final class Publishers {

    /** What each thread does. */
    @FunctionalInterface
    public interface Body {

        /** Runs in the thread with this number, from 0 on. */
        void run(int number) throws Throwable;
    }

    private static final long PATIENCE_SECONDS = 100;

    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    private Publishers(int count, Body body) {
        CountDownLatch ready = new CountDownLatch(count);
        for (int number = 0; number < count; number++) {
            int own = number;
            Thread thread = new Thread(() -> run(own, body, ready), "test-publisher-" + number);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /** Runs a body in so many threads at once, and returns when all of them have ended. */
    public static void run(int count, Body body) throws InterruptedException {
        start(count, body).join();
    }

    /** Starts a body in so many threads at once. Who calls this calls {@link #join} too. */
    public static Publishers start(int count, Body body) {
        return new Publishers(count, body);
    }

    /** Starts one thread. Who calls this calls {@link #join} too. */
    public static Publishers start(ThrowingCallable task) {
        return new Publishers(1, number -> task.call());
    }

    private void run(int number, Body body, CountDownLatch ready) {
        try {
            if (threads.size() > 1) {
                ready.countDown();
                ready.await();
            }
            body.run(number);
        } catch (Throwable failure) {
            failures.add(failure);
        }
    }

    /** The first thread, for its state or to interrupt it. */
    public Thread thread() {
        return threads.get(0);
    }

    /** All threads. */
    public List<Thread> threads() {
        return List.copyOf(threads);
    }

    /** Whether any of the threads has not ended yet. */
    public boolean areRunning() {
        return threads.stream().anyMatch(Thread::isAlive);
    }

    /**
     * Waits until all threads have ended.
     *
     * @throws AssertionError if one of them threw, which is the cause, with what the others threw as suppressed;
     *     or if one
     *     does not end
     */
    public void join() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        }
        Throwable first = failures.poll();
        if (first != null) {
            AssertionError error = new AssertionError("A thread of the test threw " + first, first);
            failures.forEach(error::addSuppressed);
            throw error;
        }
        assertThat(threads)
                .as("threads that have not ended within %d s", PATIENCE_SECONDS)
                .noneMatch(Thread::isAlive);
    }
}
