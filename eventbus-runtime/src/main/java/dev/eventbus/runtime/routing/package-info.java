/**
 * From an event's class and topic to the subscriptions that match, resolved once and kept until subscriptions change.
 *
 * <p>What a subscription does with an event that it is offered is the business of {@code dev.eventbus.runtime.channel}.
 */
@NullMarked
package dev.eventbus.runtime.routing;

import org.jspecify.annotations.NullMarked;
