/**
 * The events of the order flow: all that its services have in common.
 *
 * <p>Values without behaviour; publishers and handlers are elsewhere.
 */
@NullMarked
package dev.eventbus.sample.orders.event;

import org.jspecify.annotations.NullMarked;
