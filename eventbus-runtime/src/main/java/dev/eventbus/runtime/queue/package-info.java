/**
 * Where the events of a channel wait: queues bounded exactly, by counters of claims and tickets, whose ends can be shut.
 *
 * <p>Knows nothing of subscriptions, handlers or threads, and imports only {@code java.*}.
 */
@NullMarked
package dev.eventbus.runtime.queue;

import org.jspecify.annotations.NullMarked;
