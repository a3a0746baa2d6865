package dev.eventbus.benchmarks.harness;

import java.util.List;

/**
 * What one contender does in one work: a program and what it is told.
 *
 * @param contender the name in tables and files
 * @param main the class to run, which prints {@linkplain Result results}
 * @param arguments its arguments
 */
public record Run(String contender, Class<?> main, List<String> arguments) {}
