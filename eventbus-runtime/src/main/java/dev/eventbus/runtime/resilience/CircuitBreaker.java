package dev.eventbus.runtime.resilience;

import dev.eventbus.Breaker.WhileOpen;
import dev.eventbus.runtime.execution.SafeTimer;
import dev.eventbus.spi.generated.HandlerSpec.BreakerSpec;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stops the calls of a handler that keeps failing, and lets some through after a while to see whether it works again.
 *
 * <p>CLOSED until so many attempts in a row have failed, or such a share of the last ones; then OPEN for some time; then HALF_OPEN: so
 * many probes are let through, of which one that fails opens it again, and which all together close it.
 *
 * <p>Threading: any, under its lock, for some arithmetic; the time, which a user's scheduler may tell, is asked before.
 * Not a library's: these call the code that they protect, or count on a clock of their own, while here a drain asks
 * before it takes an event, tells later what became of it, and waits without a thread.
 */
public final class CircuitBreaker {

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

    private CircuitBreaker(BreakerSpec spec, SafeTimer timer) {
        this.spec = spec;
        this.timer = timer;
    }

    /** The breaker of a handler; null if it has none. */
    public static @Nullable CircuitBreaker of(BreakerSpec spec, SafeTimer timer) {
        return spec.failures() > 0 || spec.failureRate() > 0 ? new CircuitBreaker(spec, timer) : null;
    }

    /** What happens to events that are published while it is open. */
    public WhileOpen whileOpen() {
        return spec.whileOpen();
    }

    /** Whether it is open, and its time is not up; for publishers. */
    public boolean refuses() {
        return refusesLongerThan(0);
    }

    /** Whether it is open, and its time is not up after so many nanoseconds. */
    public boolean refusesLongerThan(long nanos) {
        return state == State.OPEN && nanosLeft(timer.nanoTime()) > nanos;
    }

    private synchronized long nanosLeft(long now) {
        return openUntil - now;
    }

    /**
     * Asks whether the handler may be called.
     *
     * @return 0 if so, and the call is to be {@linkplain #record recorded}; else how long to wait before asking again, in nanoseconds
     */
    public long askNanos() {
        return state == State.CLOSED ? 0 : askNanos(timer.nanoTime());
    }

    private synchronized long askNanos(long now) {
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

    /** A call that was asked for is not made: there is no event. */
    public synchronized void withdraw() {
        if (state == State.HALF_OPEN) {
            probesBegun--;
        }
    }

    /** Tells what became of a call. One that began before the breaker opened counts as a probe if it ends among them. */
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
            note(failed);
            boolean inRow = spec.failures() > 0 && failuresInRow >= spec.failures();
            boolean byRate = spec.failureRate() > 0
                    && recorded >= spec.window()
                    && lastFailed.cardinality() >= spec.failureRate() * spec.window();
            if (failed && (inRow || byRate)) {
                open(now);
            }
        }
    }

    private void note(boolean failed) {
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
