/**
 * The generated indexes of a bus: found, checked against each other, merged, and asked for tables and event types.
 *
 * <p>What the tables are used for is the business of the packages above.
 */
@NullMarked
package dev.eventbus.runtime.index;

import org.jspecify.annotations.NullMarked;
