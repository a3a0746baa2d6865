/**
 * What the annotation processor adds to a compilation.
 *
 * <p>Whole compiler processes are measured, as a build starts them; nothing here measures the bus at run time.
 */
@NullMarked
package dev.eventbus.benchmarks.compile;

import org.jspecify.annotations.NullMarked;
