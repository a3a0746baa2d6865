/**
 * Where the events of a channel wait: queues bounded exactly, by counters of claims and tickets, whose ends can be
 * closed.
 *
 * <p>{@link dev.eventbus.runtime.queue.Backoff} is how every lock-free loop of the runtime waits for some instructions
 * of another thread.
 *
 * <p>Knows nothing of subscriptions, handlers or threads, and imports only {@code java.*}.
 *
 * <p>To a queue, what it holds is an {@code Object}. It is one of these:
 *
 * <table>
 *   <caption>What a queue holds</caption>
 *   <tr><th>entry</th><th>when</th></tr>
 *   <tr><td>the event itself</td><td>nothing but the event has to travel</td></tr>
 *   <tr><td>an {@code Envelope}</td><td>a handler takes a context, or the event is tracked or retained,
 *       or carries a context</td></tr>
 *   <tr><td>an {@code EventWithMissed}</td><td>an envelope, with the number of
 *       events that were refused before it</td></tr>
 *   <tr><td>a {@link dev.eventbus.runtime.queue.KeyLane.WaitingEntry}</td><td>one of these three, in a
 *       {@link dev.eventbus.runtime.queue.KeyedQueue}</td></tr>
 *   <tr><td>{@link dev.eventbus.runtime.queue.ChannelQueue#FAILED_SLOT}</td>
 *       <td>the producer of a slot had no memory to store
 *       its entry; only comes out of a queue</td></tr>
 * </table>
 *
 * <p>Parameters have the same names everywhere: {@code event} is the user's object, {@code item} an event or its
 * envelope, and {@code entry} what the queue holds.
 */
@NullMarked
package dev.eventbus.runtime.queue;

import org.jspecify.annotations.NullMarked;
