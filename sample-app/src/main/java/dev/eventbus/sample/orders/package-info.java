/**
 * The order flow: wires the services to a bus, runs it and reports.
 *
 * <p>No service knows another: they meet only here and in {@link dev.eventbus.sample.orders.event}.
 */
@NullMarked
package dev.eventbus.sample.orders;

import org.jspecify.annotations.NullMarked;
