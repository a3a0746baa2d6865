/**
 * The bus itself: what implements the API on top of routing, channels and threads, and how it opens and closes.
 *
 * <p>Everything a bus is made of lives in the packages below and imports nothing from here.
 */
@NullMarked
package dev.eventbus.runtime;

import org.jspecify.annotations.NullMarked;
