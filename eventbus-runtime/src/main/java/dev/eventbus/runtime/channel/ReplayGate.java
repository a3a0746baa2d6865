package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.subscription.OfferResult;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps new events from overtaking replayed ones while a subscription begins with these, and refuses new ones that
 * were replayed.
 *
 * <p>Threading: {@link #open} by the thread that has {@linkplain #close closed} it; {@link #check} any. Publishers
 * wait for some copying, and for the subscription's filter, which they would run themselves.
 */
final class ReplayGate implements AdmissionCheck {

    private static final long CLOSED = -1;

    private final ReentrantLock lock = new ReentrantLock();

    // The number of the newest past event: an event with a number up to this was replayed, or came before what was.
    private volatile long replayedTo = CLOSED;

    ReplayGate() {}

    void close() {
        lock.lock();
    }

    void open(long replayed) {
        replayedTo = replayed;
        lock.unlock();
    }

    /** Waits until the gate is open; then admits an event that is newer than what was replayed. */
    @Override
    public OfferResult check(Object item, Object event) {
        return admits(item) ? OfferResult.ACCEPTED : OfferResult.NO_MATCH;
    }

    private boolean admits(Object item) {
        long replayed = replayedTo;
        if (replayed == CLOSED) {
            if (lock.isHeldByCurrentThread()) {
                // A replayed event, or what its filter publishes.
                return true;
            }
            lock.lock();
            try {
                replayed = replayedTo;
            } finally {
                lock.unlock();
            }
        }
        return !(item instanceof Envelope envelope) || envelope.number() == 0 || envelope.number() > replayed;
    }
}
