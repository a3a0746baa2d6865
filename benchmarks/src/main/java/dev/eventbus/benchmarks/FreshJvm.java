package dev.eventbus.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a main class in a JVM of its own, this JDK's. What it measured it tells with {@link #tell}, as it goes, so that
 * something is known even of one that does not come to its end in time.
 *
 * @param classPath the class path of the new JVM
 * @param options further options of it
 * @param timeout after which it is killed
 */
public record FreshJvm(String classPath, List<String> options, Duration timeout) {

    private static final String MARK = "measured: ";

    /** Leaves the lists to nobody else. */
    public FreshJvm {
        options = List.copyOf(options);
    }

    /**
     * What became of a process.
     *
     * @param values what it told, in that order
     * @param failure what went wrong, with the last line that it wrote; null if nothing did
     */
    public record Outcome(
            Map<String, Double> values, @Nullable String failure) {}

    /**
     * Tells the JVM that started this one of a value.
     *
     * @param name what it is
     * @param value the value
     */
    public static void tell(String name, double value) {
        System.out.println(MARK + name + " = " + value);
        System.out.flush();
    }

    /**
     * Runs a class to its end.
     *
     * @param main the class
     * @param arguments its arguments
     * @return what became of it
     * @throws IOException if the process cannot be started, or its output not be read
     * @throws InterruptedException if something interrupts
     */
    public Outcome run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        return run(main.getName(), arguments);
    }

    /**
     * Runs a class to its end.
     *
     * @param main the name of the class, which need not be visible to the caller
     * @param arguments its arguments
     * @return what became of it
     * @throws IOException if the process cannot be started, or its output not be read
     * @throws InterruptedException if something interrupts
     */
    public Outcome run(String main, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("benchmark", ".txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classPath, "-XX:+IgnoreUnrecognizedVMOptions"));
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(options);
        command.add(main);
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return outcome(Files.readAllLines(output), ended ? process.exitValue() : null);
        } finally {
            process.destroyForcibly().waitFor();
            Files.delete(output);
        }
    }

    private Outcome outcome(List<String> lines, @Nullable Integer exit) {
        Map<String, Double> values = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(MARK)) {
                int equals = line.lastIndexOf(" = ");
                values.put(line.substring(MARK.length(), equals), Double.valueOf(line.substring(equals + 3)));
            } else if (!line.startsWith("\tat ")) {
                others.add(line);
            }
        }
        String last = others.isEmpty() ? "it said nothing" : others.get(others.size() - 1);
        if (exit == null) {
            return new Outcome(values, "not ready after " + timeout.toSeconds() + " s: " + last);
        }
        return new Outcome(values, exit == 0 ? null : "exit code " + exit + ": " + last);
    }
}
