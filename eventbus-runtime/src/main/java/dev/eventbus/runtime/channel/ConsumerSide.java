package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.queue.ChannelQueue;
import java.util.List;

/** Who takes events out of a channel: the drains of a handler or stream, or the receivers of a pull channel. */
abstract sealed class ConsumerSide permits DrainGroup, Receivers {

    ConsumerSide() {}

    /**
     * Lets somebody take who is not taking yet. Called in publishers' threads with each event that came in.
     *
     * @return whether there was somebody
     */
    abstract boolean wake();

    /** The channel has ended, or is closed to publishers: lets everybody see that. */
    abstract void wakeAll();

    /**
     * Wakes whoever may take something and was not woken, because the thread that was to do it had no stack or memory.
     */
    abstract void wakeStranded();

    /**
     * Whether what waits can only be taken by the current thread, after what it is running.
     *
     * @param handlers of the current thread
     */
    abstract boolean waitsFor(HandlerStack handlers);

    /** Whoever waits for a time goes on at once. */
    abstract void endDelays();

    /** The bus is closed; calls that go on keep their deadlines. */
    abstract void outliveBus();

    /** Waits until no event is between the queue and whom it is given to, for who has shut the queue: some instructions. */
    abstract void awaitTaken();

    /**
     * Whether nobody has anything to do, for a channel with nothing to take.
     *
     * @param ownRuns how many handlers that are running do not count, because the caller is in them
     * @param nothingLeft whether nobody would find anything to do, nor to finish
     */
    abstract boolean isAtRest(int ownRuns, boolean nothingLeft);

    /** How many events were given away and finished without a failure, of those that a queue handed over. */
    abstract long delivered(ChannelQueue queue);

    /** How many events failed. */
    abstract long failed();

    /** How many events were replaced by newer ones of their key while they waited to be tried again. */
    abstract long conflated();

    /** How often an event was tried again. */
    abstract long retried();

    /**
     * How many events the current thread, or one that cannot go on, has handed to the handler that have not been
     * counted.
     */
    abstract int inHandOf(Thread thread);

    /** The threads of the bus that are running the handler. */
    abstract List<Thread> runners();
}
