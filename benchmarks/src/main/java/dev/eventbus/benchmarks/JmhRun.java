package dev.eventbus.benchmarks;

import java.io.IOException;
import java.util.Collection;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks of the Java Microbenchmark Harness, each in fresh processes of this JDK.
 *
 * <p>System properties: {@code include}, a regular expression of benchmarks, all by default; {@code forks}, {@code
 * warmups}, {@code iterations} and {@code millis} of an iteration, by default what stands at the benchmark; {@code
 * profiler}, say {@code gc} for bytes allocated; {@code results}, see {@link ResultFile}: one line for each iteration
 * of each fork.
 */
public final class JmhRun {

    private JmhRun() {}

    /**
     * Measures and prints.
     *
     * @param arguments none
     * @throws RunnerException if a benchmark fails
     * @throws IOException if the results cannot be written
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        // Where the harness looks for the class path of its processes.
        System.setProperty("java.class.path", ClassPath.current());
        Collection<RunResult> results = new Runner(options().build()).run();
        ResultFile file = new ResultFile();
        results.forEach(result -> addTo(file, result));
        file.write();
    }

    private static ChainedOptionsBuilder options() {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(System.getProperty("include", ".*"))
                .shouldFailOnError(true)
                // Not those of the JVM that this runs in, which may be Maven's.
                .jvmArgs(
                        "-Xms1g",
                        "-Xmx1g",
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "--sun-misc-unsafe-memory-access=allow",
                        // NeoForged brings Log4j's interface, which complains that there is nothing behind it.
                        "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
        if (System.getProperty("forks") != null) {
            options.forks(Integer.getInteger("forks"));
        }
        if (System.getProperty("warmups") != null) {
            options.warmupIterations(Integer.getInteger("warmups"));
        }
        if (System.getProperty("iterations") != null) {
            options.measurementIterations(Integer.getInteger("iterations"));
        }
        if (System.getProperty("millis") != null) {
            TimeValue time = TimeValue.milliseconds(Long.getLong("millis"));
            options.warmupTime(time).measurementTime(time);
        }
        if (System.getProperty("profiler") != null) {
            options.addProfiler(System.getProperty("profiler"));
        }
        return options;
    }

    private static void addTo(ResultFile file, RunResult run) {
        String work = work(run.getParams());
        String contender = lastPart(run.getParams().getBenchmark());
        int round = 0;
        for (BenchmarkResult fork : run.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                round++;
                Result<?> time = iteration.getPrimaryResult();
                file.add(work, contender, round, time.getScore(), time.getScoreUnit());
                for (Result<?> other : iteration.getSecondaryResults().values()) {
                    if (other.getLabel().endsWith("gc.alloc.rate.norm")) {
                        file.add(work + ", allocated", contender, round, other.getScore(), other.getScoreUnit());
                    }
                }
            }
        }
    }

    /** The class of the benchmark and its parameters: what all its contenders have in common. */
    private static String work(BenchmarkParams benchmark) {
        String method = benchmark.getBenchmark();
        StringBuilder work = new StringBuilder(lastPart(method.substring(0, method.lastIndexOf('.'))));
        for (String parameter : benchmark.getParamsKeys()) {
            work.append(", ").append(parameter).append(' ').append(benchmark.getParam(parameter));
        }
        return work.toString();
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
