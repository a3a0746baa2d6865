/**
 * What it costs to call the handlers of an event in the publisher's thread, against plain calls and other libraries.
 *
 * <p>Every contender calls the same methods of the same eight classes.
 */
@NullMarked
package dev.eventbus.benchmarks.direct;

import org.jspecify.annotations.NullMarked;
