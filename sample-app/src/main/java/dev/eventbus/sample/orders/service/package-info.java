/**
 * The services of the shop: each handles the events that it cares about.
 *
 * <p>None of them holds a reference to another; some publish events of their own.
 */
@NullMarked
package dev.eventbus.sample.orders.service;

import org.jspecify.annotations.NullMarked;
