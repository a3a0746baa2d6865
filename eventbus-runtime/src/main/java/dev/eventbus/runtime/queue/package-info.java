/**
 * Where the events of a channel wait: storage without a bound, and the claims and tickets that bound it exactly.
 *
 * <p>Knows nothing of subscriptions, handlers or threads, and imports only {@code java.*} and the queue library.
 */
@NullMarked
package dev.eventbus.runtime.queue;

import org.jspecify.annotations.NullMarked;
