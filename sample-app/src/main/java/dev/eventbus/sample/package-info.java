/**
 * The sample's command line: which scenario to run, and with what.
 *
 * <p>What the scenarios do is in the packages below.
 */
@NullMarked
package dev.eventbus.sample;

import org.jspecify.annotations.NullMarked;
