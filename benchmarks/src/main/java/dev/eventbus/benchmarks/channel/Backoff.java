package dev.eventbus.benchmarks.channel;

/**
 * How a publisher waits for room where the peer leaves it to its user: it spins a little, then yields. One use a
 * wait.
 */
final class Backoff {

    private static final int SPINS = 100;

    private int pauses;

    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on the yield: it lets whoever is waited for go on
    void pause() {
        if (pauses < SPINS) {
            pauses++;
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }
}
