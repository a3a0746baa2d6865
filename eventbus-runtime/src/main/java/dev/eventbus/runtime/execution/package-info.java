/**
 * The threads and the time of a bus: workers, the timer, and what a thread knows of the handlers it is running.
 *
 * <p>Nothing here knows events or subscriptions; a channel comes as a {@code Runnable}.
 */
@NullMarked
package dev.eventbus.runtime.execution;

import org.jspecify.annotations.NullMarked;
