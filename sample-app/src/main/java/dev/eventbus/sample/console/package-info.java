/**
 * What a scenario is to the command line, and output for people: tables and numbers.
 *
 * <p>Knows statistics of the bus, but nothing of orders, uploads or patterns.
 */
@NullMarked
package dev.eventbus.sample.console;

import org.jspecify.annotations.NullMarked;
