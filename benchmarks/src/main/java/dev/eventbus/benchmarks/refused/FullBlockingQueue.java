package dev.eventbus.benchmarks.refused;

import java.util.concurrent.ArrayBlockingQueue;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A full queue of the JDK. */
@State(Scope.Benchmark)
public class FullBlockingQueue {

    private final Tick tick = new Tick(42);
    private final ArrayBlockingQueue<Tick> queue = new ArrayBlockingQueue<>(StuckSubscription.CAPACITY);
    private long offered;

    /** For the benchmarks. */
    public FullBlockingQueue() {}

    /** Fills the queue. */
    @Setup(Level.Trial)
    public void fill() {
        while (offer()) {}
    }

    boolean offer() {
        offered++;
        return queue.offer(tick);
    }

    /**
     * Checks that the queue was full all the time.
     *
     * @throws IllegalStateException if an offer may have been accepted
     */
    @TearDown(Level.Trial)
    public void check() {
        if (queue.size() != StuckSubscription.CAPACITY || offered <= StuckSubscription.CAPACITY) {
            throw new IllegalStateException(offered + " offered, but " + queue.size() + " in the queue");
        }
    }
}
