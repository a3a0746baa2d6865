package dev.eventbus;

import java.util.List;
import java.util.function.Predicate;

/**
 * The dead letters of a bus: the most recent events that its subscriptions lost, as many as
 * {@link EventBus.Builder#deadLetterCapacity} allows. Failed and discarded events always become dead letters; dropped
 * events only with {@link EventBus.Builder#deadLetterDrops}.
 *
 * <p><strong>Redriving</strong> means to retry from the dead letters: the event is offered again, to the subscription
 * that lost it and to no other, and leaves this store. It counts as a new match of that subscription;
 * {@link EventContext#isRedrive()} tells it apart, and the filter is not consulted again. A redrive never waits and
 * never displaces another event: an event that finds no room stays here, as does one whose subscription has ended.
 * Under {@link Overflow#CONFLATE} there is no room while an event with the same key is queued. Several letters are
 * redriven in the order in which they were lost, up to the first of each subscription that finds no room, so events
 * keep their order among themselves. A {@link DeliveryMode#DIRECT} handler runs in the redriving thread.
 *
 * <p>All methods can be called from any thread, handlers included, and after the bus has been closed; nothing can be
 * redriven then. Not to be implemented by users: methods may be added.
 */
public interface DeadLetters {

    /** {@return the current dead letters, oldest first, as an unmodifiable snapshot} */
    List<DeadLetter> snapshot();

    /** {@return the current number of dead letters, at most the capacity} */
    int size();

    /** {@return how many dead letters were ever added} */
    long total();

    /**
     * {@return how many of the {@link #total()} were evicted to make room for newer ones, or never stored for lack of
     * capacity}
     */
    long evicted();

    /**
     * Redrives one dead letter.
     *
     * @param letter one of these letters
     * @return true if its subscription accepted the event; false if the letter is no longer here, its subscription has
     *     ended or has no room, its key function throws, or the bus is closed
     */
    boolean redrive(DeadLetter letter);

    /**
     * Redrives some of the current dead letters.
     *
     * @param filter selects them; called in this thread
     * @return how many events were accepted
     */
    int redrive(Predicate<? super DeadLetter> filter);

    /**
     * Redrives all current dead letters.
     *
     * @return how many events were accepted
     */
    int redriveAll();

    /**
     * Removes all dead letters.
     *
     * @return the removed letters, oldest first
     */
    List<DeadLetter> drain();
}
