package dev.eventbus.benchmarks.channel;

import java.util.ArrayList;
import java.util.List;

/** A thread of a subscriber's own, for contenders that have no threads themselves. */
abstract class ConsumerThread extends Thread {

    /** Set once, by {@link #end}; read where the queue is empty. */
    private volatile boolean ended;

    ConsumerThread(String name) {
        super(name);
        setDaemon(true);
    }

    final boolean ended() {
        return ended;
    }

    /** Ends threads, whose queues are empty, and waits for them. */
    static void end(List<? extends ConsumerThread> threads) {
        for (ConsumerThread thread : threads) {
            thread.ended = true;
            thread.interrupt();
        }
        boolean interrupted = false;
        for (Thread thread : new ArrayList<>(threads)) {
            try {
                thread.join();
            } catch (InterruptedException stop) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
