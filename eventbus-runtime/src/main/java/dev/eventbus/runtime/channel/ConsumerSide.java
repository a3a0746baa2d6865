package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.resilience.ResiliencePolicy;
import java.util.List;

/** Who takes events out of a channel: the drains of a handler or stream, or the receivers of a pull channel. */
abstract sealed class ConsumerSide permits DrainGroup, Receivers {

    // A field, for threads that have no stack for a call. Knows whether drains of the bus are stranded.
    final DrainQueue drains;
    final ChannelCore core;

    ConsumerSide(ChannelCore core, DrainQueue drains) {
        this.drains = drains;
        this.core = core;
    }

    // ---- How they consume

    /**
     * Whether the close of the bus ends the channel, with what waits in it; otherwise its reader can still read that.
     */
    abstract boolean endsByClose();

    /** Whether what waits is not the bus's to deliver now: it is unknown when a reader comes for it. */
    abstract boolean isLeftToReader();

    /** Whether nothing is consumed before a reader asks for events. */
    abstract boolean startsWithoutDemand();

    /** What surrounds the handler's calls. */
    abstract ResiliencePolicy resilience();

    /** Whether nothing is there to be consumed and nothing will come any more. */
    public final boolean isOver() {
        return core.isEnded() || (core.isReadOnly() && core.queue.isEmpty());
    }

    // ---- Waking

    /**
     * Wakes a consumer that is idle. Called in publishers' threads with each event that came in.
     *
     * @return whether there was one
     */
    abstract boolean wake();

    /** The channel has ended, or is closed to publishers: lets its readers see that. */
    abstract void announceEnd();

    /**
     * Wakes consumers that have work and were not woken, because the thread that was to do it had no stack or memory.
     */
    abstract void wakeStranded();

    /**
     * Whether what waits can only be consumed by the current thread, after what it is running.
     *
     * @param handlers of the current thread
     */
    abstract boolean waitsFor(HandlerStack handlers);

    /** Whatever waits for a retry, or for a breaker, goes on at once. */
    abstract void endDelays();

    /** The bus is closed; calls that go on keep their timeouts. */
    abstract void outliveBus();

    /** Waits until no event is between the queue and its consumer, after the queue was closed: some instructions. */
    abstract void awaitTaken();

    // ---- Anybody

    /**
     * Whether all consumers are idle, for a channel with nothing to consume.
     *
     * @param ownRuns how many handlers that are running do not count, because the caller is in them
     * @param nothingLeft whether no consumer would find anything to do or to finish
     */
    abstract boolean isIdle(int ownRuns, boolean nothingLeft);

    /**
     * What became of the events so far. To be read before what the queue has handed out, so that nothing is seen twice.
     */
    abstract DeliveryTotals totals();

    /**
     * How many events the current thread, or one that cannot go on, has passed to the handler that have not been
     * counted.
     */
    abstract int inHandOf(Thread thread);

    /** The threads of the bus that are running the handler. */
    abstract List<Thread> runners();
}
