package dev.eventbus.soak;

import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A user's executor on a bad day: it rejects, throws anything, runs what it is given in the caller, or in threads of
 * its own.
 */
final class UnreliableExecutor implements Executor {

    private final Random random;
    private final ExecutorService threads;

    UnreliableExecutor(String name, Random random) {
        this.random = random;
        this.threads = Executors.newFixedThreadPool(1 + random.nextInt(4), task -> Soak.quiet(task, name));
    }

    @Override
    public void execute(Runnable task) {
        int chance;
        synchronized (random) {
            chance = random.nextInt(12);
        }
        switch (chance) {
            case 0, 1 -> throw new RejectedExecutionException("executor");
            case 2 -> throw new OutOfMemoryError("executor");
            case 3 -> throw new IllegalStateException("executor");
            case 4 -> {
                task.run();
                throw new IllegalStateException("executor, afterwards");
            }
            case 5 -> task.run();
            default -> threads.execute(task);
        }
    }

    /** Lets its threads end when they have run what they were given. */
    boolean end() throws InterruptedException {
        threads.shutdown();
        return threads.awaitTermination(60, TimeUnit.SECONDS);
    }
}
