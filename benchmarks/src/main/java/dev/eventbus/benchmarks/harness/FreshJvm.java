package dev.eventbus.benchmarks.harness;

import dev.eventbus.benchmarks.ClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A measuring program in a process of its own: the {@code java} and the class path of this one. All programs get the same
 * options: a heap of fixed size and the parallel collector, whose barriers are the cheapest and the same on every machine,
 * where the default one depends on the number of processors.
 *
 * @param main the class to run
 * @param arguments what it is told
 */
record FreshJvm(Class<?> main, List<String> arguments) {

    private static final List<String> OPTIONS = List.of("-Xms384m", "-Xmx384m", "-XX:+UseParallelGC");
    private static final long LIMIT_SECONDS = 120;

    /**
     * Runs the program to its end.
     *
     * @return what it printed, with its errors
     * @throws RunFailedException if it does not end with 0, or not within two minutes
     */
    List<String> run() throws IOException, InterruptedException, RunFailedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", ClassPath.current(), main.getName()));
        command.addAll(arguments);
        Path log = Files.createTempFile("benchmark", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = end(process);
            List<String> lines = Files.readAllLines(log);
            if (!ended || process.exitValue() != 0) {
                throw new RunFailedException(
                        main.getSimpleName() + arguments + (ended ? " failed" : " took too long"), lines);
            }
            return lines;
        } finally {
            Files.delete(log);
        }
    }

    private static boolean end(Process process) throws InterruptedException {
        try {
            return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        } finally {
            // Not to be left behind, whether it took too long or somebody wants to stop.
            if (process.isAlive()) {
                process.destroyForcibly().waitFor();
            }
        }
    }
}
