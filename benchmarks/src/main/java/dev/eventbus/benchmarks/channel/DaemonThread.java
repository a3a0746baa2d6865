package dev.eventbus.benchmarks.channel;

/** A thread of a peer's pool; it does not keep the JVM alive. */
final class DaemonThread extends Thread {

    DaemonThread(Runnable task) {
        super(task, "peer");
        setDaemon(true);
    }
}
