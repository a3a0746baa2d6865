package dev.eventbus.benchmarks.channel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * A subscriber whose handler never returns: every other one is parked, the rest wait for a monitor that somebody
 * keeps. What finds its channel full is dropped.
 */
final class Stuck implements Subscriber {

    private static final Object MONITOR = new Object();

    private final boolean parked;

    Stuck(int number) {
        parked = number % 2 == 0;
    }

    /** Lets a thread take the monitor and keep it for ever. */
    static void takeMonitor() throws InterruptedException {
        CountDownLatch taken = new CountDownLatch(1);
        new DaemonThread(() -> {
                    synchronized (MONITOR) {
                        taken.countDown();
                        park();
                    }
                })
                .start();
        taken.await();
    }

    @Override
    public void handle(Tick tick) {
        if (parked) {
            park();
        } else {
            synchronized (MONITOR) {
                throw new IllegalStateException("the monitor was free");
            }
        }
    }

    private static void park() {
        while (true) {
            LockSupport.park(MONITOR);
        }
    }

    @Override
    public long handled() {
        return 0;
    }

    @Override
    public boolean lossless() {
        return false;
    }
}
