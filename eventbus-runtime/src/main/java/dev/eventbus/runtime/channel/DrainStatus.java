package dev.eventbus.runtime.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The life of a {@link ChannelDrain} as one word; {@code docs/synchronization.md} has the diagram with who makes each
 * transition.
 *
 * <p>Threading: any. All reads are volatile.
 */
abstract class DrainStatus {

    /** Nothing to do; the next offer schedules it. */
    static final int IDLE = 0;
    /** It has been submitted and not begun. */
    static final int SCHEDULED = 1;
    /** A thread is running it; or it is lined up behind others for a thread of the bus, to go on. */
    static final int RUNNING = 2;
    /** An event is in progress without a thread: the stage that its handler returned is pending. */
    static final int WAITING = 3;
    /** Nothing happens before a time: an event in hand waits for its retry. */
    static final int DELAYED = 4;
    /** Nothing happens before a time, and nothing is in hand: the circuit breaker is open. */
    static final int AWAITING_BREAKER = 5;

    private static final VarHandle STATUS;

    static {
        try {
            STATUS = MethodHandles.lookup().findVarHandle(DrainStatus.class, "status", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int status = IDLE;

    DrainStatus() {}

    /** Whether no thread has been asked to run the drain. */
    final boolean isIdle() {
        return statusVolatile() == IDLE;
    }

    final int statusVolatile() {
        return status;
    }

    /** By the thread that holds the drain, which keeps it. */
    final void setStatusVolatile(int next) {
        status = next;
    }

    /** By the thread that holds the drain. With full fences on both sides, which going idle relies on. */
    final void getAndSetStatus(int next) {
        STATUS.getAndSet(this, next);
    }

    final boolean casStatus(int expected, int next) {
        return STATUS.compareAndSet(this, expected, next);
    }
}
