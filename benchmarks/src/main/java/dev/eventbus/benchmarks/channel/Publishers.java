package dev.eventbus.benchmarks.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Threads that publish as fast as they are let.
 *
 * @param contender to whom
 * @param count how many threads
 */
record Publishers(Contender contender, int count) {

    private static final Tick[] TICKS = Tick.make(1_024);
    /** Events between two looks at the clock. */
    private static final int STRIDE = 32;

    /**
     * Publishes for a while.
     *
     * @param nanos how long
     * @return how many events all threads together have published
     */
    long publish(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        List<FutureTask<Long>> tasks = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            FutureTask<Long> task = new FutureTask<>(() -> publishUntil(end));
            tasks.add(task);
            Thread thread = new Thread(task, "publisher-" + number);
            thread.setDaemon(true);
            thread.start();
        }
        long published = 0;
        for (FutureTask<Long> task : tasks) {
            try {
                published += task.get();
            } catch (ExecutionException failure) {
                throw new IllegalStateException("publishing failed", failure.getCause());
            }
        }
        return published;
    }

    private long publishUntil(long end) {
        int next = 0;
        long published = 0;
        do {
            for (int number = 0; number < STRIDE; number++) {
                contender.publish(TICKS[next++ & TICKS.length - 1]);
            }
            published += STRIDE;
        } while (System.nanoTime() < end);
        return published;
    }
}
