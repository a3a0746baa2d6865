package dev.eventbus.benchmarks.compile;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One way of compiling: a {@code javac} of this JDK in a process of its own.
 *
 * @param name what it is
 * @param directory where its output goes
 * @param sources what it compiles
 * @param options the options that make the difference
 */
public record CompilerProcess(String name, Path directory, List<Path> sources, List<String> options) {

    /**
     * Compiles once, into emptied directories.
     *
     * @return the milliseconds from start to end of the process
     * @throws IOException if a file cannot be written
     * @throws InterruptedException if something interrupts
     */
    public long run() throws IOException, InterruptedException {
        for (String output : List.of("classes", "generated")) {
            delete(directory.resolve(output));
            Files.createDirectories(directory.resolve(output));
        }
        Path arguments = directory.resolve("sources.txt");
        Files.writeString(
                arguments, sources.stream().map(file -> "\"" + file + "\"").collect(Collectors.joining("\n")));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-J-Xmx1g",
                "-d",
                directory.resolve("classes").toString(),
                "-s",
                directory.resolve("generated").toString()));
        command.addAll(options);
        command.add("@" + arguments);
        Path log = directory.resolve("log.txt");
        long start = System.nanoTime();
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        long millis = (System.nanoTime() - start) / 1_000_000;
        if (exit != 0) {
            throw new IllegalStateException(name + " failed:\n" + Files.readString(log));
        }
        return millis;
    }

    /** The sources that the last run generated. */
    List<Path> generated() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("generated"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    /**
     * A class path of where classes come from.
     *
     * @param classes the classes
     * @return as the option {@code -cp} wants it
     */
    public static String pathOf(Class<?>... classes) {
        return Arrays.stream(classes)
                .map(type -> Path.of(java.net.URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
