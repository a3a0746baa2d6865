/**
 * The events of the order flow: all that its services have in common.
 *
 * <p>Values without behaviour; who publishes and who handles them is not known here.
 */
@NullMarked
package dev.eventbus.sample.orders.event;

import org.jspecify.annotations.NullMarked;
