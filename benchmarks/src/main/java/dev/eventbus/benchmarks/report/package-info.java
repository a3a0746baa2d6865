/**
 * What was measured, as a table and a picture: both are made from files of recorded results, and from nothing else.
 *
 * <p>Measures nothing itself.
 */
@NullMarked
package dev.eventbus.benchmarks.report;

import org.jspecify.annotations.NullMarked;
