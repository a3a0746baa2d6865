package dev.eventbus.sample.console;

import java.io.PrintStream;

/**
 * Where a scenario writes.
 *
 * @param out for results
 * @param err for problems
 */
public record Screen(PrintStream out, PrintStream err) {}
