package dev.eventbus.runtime.resilience;

import dev.eventbus.Breaker.WhileOpen;
import dev.eventbus.runtime.execution.SafeTimer;
import dev.eventbus.spi.generated.HandlerSpec.BreakerSpec;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;

/**
 * Opens after so many failures in a row, or such a share of failures, and lets some calls through after a while to see
 * whether the handler works again.
 *
 * <p>CLOSED until so many attempts in a row have failed, or such a share of the last ones; then OPEN for some time;
 * then HALF_OPEN: so many probes are let through, of which one that fails opens it again, and which all together close
 * it.
 *
 * <p>Threading: any, under its lock, for some arithmetic; the time, which may come from a user's scheduler, is read
 * before. Libraries do not fit here: they call the code that they protect, or count on a clock of their own, while here
 * a drain asks before it takes an event, reports later what became of it, and waits without a thread.
 */
final class CountingBreaker extends CircuitBreaker {

    private enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final BreakerSpec spec;
    private final SafeTimer timer;
    private volatile State state = State.CLOSED;
    // All guarded by this object.
    private int failuresInRow;
    private final BitSet lastFailed = new BitSet();
    private int recorded;
    private int nextSlot;
    private long openUntil;
    private int probesBegun;
    private int probesSucceeded;

    CountingBreaker(BreakerSpec spec, SafeTimer timer) {
        this.spec = spec;
        this.timer = timer;
    }

    @Override
    public boolean canOpen() {
        return true;
    }

    @Override
    public WhileOpen whileOpen() {
        return spec.whileOpen();
    }

    @Override
    public boolean refusesLongerThan(long nanos) {
        return state == State.OPEN && nanosLeft(timer.nanoTime()) > nanos;
    }

    private synchronized long nanosLeft(long now) {
        return openUntil - now;
    }

    @Override
    public long acquireNanos() {
        return state == State.CLOSED ? 0 : acquireNanos(timer.nanoTime());
    }

    private synchronized long acquireNanos(long now) {
        if (state == State.CLOSED) {
            return 0;
        }
        if (state == State.OPEN) {
            long left = openUntil - now;
            if (left > 0) {
                return left;
            }
            state = State.HALF_OPEN;
            probesBegun = 0;
            probesSucceeded = 0;
        }
        if (probesBegun < spec.probes()) {
            probesBegun++;
            return 0;
        }
        // The probes are under way in other drains.
        return ASK_AGAIN_NANOS;
    }

    @Override
    public synchronized void release() {
        if (state == State.HALF_OPEN) {
            probesBegun--;
        }
    }

    @Override
    public void record(boolean failed) {
        record(failed, failed ? timer.nanoTime() : 0);
    }

    private synchronized void record(boolean failed, long now) {
        if (state == State.HALF_OPEN) {
            if (failed) {
                open(now);
            } else if (++probesSucceeded >= spec.probes()) {
                close();
            }
        } else if (state == State.CLOSED) {
            count(failed);
            boolean inRow = spec.failures() > 0 && failuresInRow >= spec.failures();
            boolean byRate = spec.failureRate() > 0
                    && recorded >= spec.window()
                    && lastFailed.cardinality() >= spec.failureRate() * spec.window();
            if (failed && (inRow || byRate)) {
                open(now);
            }
        }
    }

    private void count(boolean failed) {
        failuresInRow = failed ? failuresInRow + 1 : 0;
        if (spec.failureRate() > 0) {
            lastFailed.set(nextSlot, failed);
            nextSlot = (nextSlot + 1) % spec.window();
            recorded = Math.min(recorded + 1, spec.window());
        }
    }

    private void open(long now) {
        openUntil = now + TimeUnit.MILLISECONDS.toNanos(spec.openMillis());
        state = State.OPEN;
    }

    private void close() {
        state = State.CLOSED;
        failuresInRow = 0;
        lastFailed.clear();
        recorded = 0;
        nextSlot = 0;
    }

    @Override
    public String toString() {
        return "CircuitBreaker[" + state + "]";
    }
}
