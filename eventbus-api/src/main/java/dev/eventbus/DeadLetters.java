package dev.eventbus;

import java.util.List;
import java.util.function.Predicate;

/**
 * The events of a bus that were lost: the newest ones, as many as {@link EventBus.Builder#deadLetterCapacity} says. What fails, and
 * what is discarded by cancelling or closing, comes here; what is dropped on its way in only if
 * {@link EventBus.Builder#deadLetterDrops} says so.
 *
 * <p><strong>Redriving</strong> offers an event again, to the subscription that lost it and to no other, and takes it out of here. It
 * is a new match of that subscription, whose {@link EventContext#isRedrive()} says so; the filter is not asked again. It never waits
 * and never costs another event: one that finds no room stays here, and so does one whose subscription has ended. Under
 * {@link Overflow#CONFLATE} it finds no room while an event of its key waits. Several are redriven in the order in which they were
 * lost, each subscription's up to the first that finds no room; so events keep their order among themselves. A
 * {@link DeliveryMode#DIRECT} handler runs in the thread that redrives.
 *
 * <p>All methods can be called from any thread, from handlers too, and after the bus was closed: then nothing can be redriven. Not to
 * be implemented by users: methods may be added.
 */
public interface DeadLetters {

    /**
     * What is here.
     *
     * @return an unmodifiable snapshot, oldest first
     */
    List<DeadLetter> snapshot();

    /**
     * How many are here.
     *
     * @return a number of events, at most the capacity
     */
    int size();

    /**
     * How many events ever came here.
     *
     * @return a number of events, which only grows
     */
    long total();

    /**
     * How many came here and were not kept, because newer ones came and there is room for so many.
     *
     * @return a number of events, part of {@link #total()}
     */
    long evicted();

    /**
     * Redrives one.
     *
     * @param letter one of these letters
     * @return whether it was accepted; false if it is not here any more, its subscription has ended or has no room, its key function
     *     throws, or the bus is closed
     */
    boolean redrive(DeadLetter letter);

    /**
     * Redrives some of those that are here now.
     *
     * @param filter says which; run in this thread
     * @return how many were accepted
     */
    int redrive(Predicate<? super DeadLetter> filter);

    /**
     * Redrives all that are here now.
     *
     * @return how many were accepted
     */
    int redriveAll();

    /**
     * Removes all.
     *
     * @return what was here, oldest first
     */
    List<DeadLetter> drain();
}
