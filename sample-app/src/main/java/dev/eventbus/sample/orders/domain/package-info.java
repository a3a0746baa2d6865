/**
 * Orders as the shop understands them.
 *
 * <p>Plain values; nothing here knows of events or of JSON.
 */
@NullMarked
package dev.eventbus.sample.orders.domain;

import org.jspecify.annotations.NullMarked;
