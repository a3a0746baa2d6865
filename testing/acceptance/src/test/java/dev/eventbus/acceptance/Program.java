package dev.eventbus.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * A program that a test writes, compiles with the processor as a user would, and runs in a JVM of its own. The class
 * path is the test's, less this module's own classes.
 */
final class Program {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private final Path output;
    private final Map<String, String> sources = new TreeMap<>();
    private final List<Path> classPath = new ArrayList<>();
    private final List<Path> modulePath = new ArrayList<>();
    private final List<String> options = new ArrayList<>();

    /** A program whose classes go into a folder. */
    Program(Path output) throws IOException {
        this.output = Files.createDirectories(output);
    }

    /** The entries of the test's class path that a user would have: our artefacts and their libraries. */
    static List<Path> libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> !path.toString().contains("acceptance"))
                .toList();
    }

    /** Those libraries that are named modules or may be automatic ones at run time, without the test libraries. */
    static List<Path> runtimeModules() {
        return libraries().stream()
                .filter(path -> Stream.of("eventbus-api", "eventbus-runtime", "slf4j-api")
                        .anyMatch(path.toString()::contains))
                .toList();
    }

    Program source(String path, String text) {
        sources.put(path, text);
        return this;
    }

    Program classPath(List<Path> entries) {
        classPath.addAll(entries);
        return this;
    }

    Program modulePath(List<Path> entries) {
        modulePath.addAll(entries);
        return this;
    }

    Program options(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    Path output() {
        return output;
    }

    /** Compiles under the strictest settings; any warning or error fails the test. */
    Program compile() throws IOException {
        List<Diagnostic<? extends JavaFileObject>> found = diagnostics();
        assertThat(found.stream().filter(each -> each.getKind() != Diagnostic.Kind.NOTE))
                .as("a build with -Xlint:all -Werror is clean")
                .isEmpty();
        return this;
    }

    /** Compiles and gives the errors. */
    List<String> errors() throws IOException {
        return diagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .map(each -> each.getMessage(Locale.ROOT))
                .toList();
    }

    private List<Diagnostic<? extends JavaFileObject>> diagnostics() throws IOException {
        DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = COMPILER.getStandardFileManager(collector, Locale.ROOT, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
            files.setLocationFromPaths(StandardLocation.MODULE_PATH, modulePath);
            files.setLocationFromPaths(StandardLocation.ANNOTATION_PROCESSOR_PATH, libraries());
            List<String> all = new ArrayList<>(List.of("--release", "17", "-Xlint:all,-processing", "-Werror"));
            all.addAll(options);
            List<JavaFileObject> units = sources.entrySet().stream()
                    .map(source -> (JavaFileObject) new Source(source.getKey(), source.getValue()))
                    .toList();
            COMPILER.getTask(new StringWriter(), files, collector, all, null, units)
                    .call();
        }
        return collector.getDiagnostics();
    }

    /** Runs a main class with the program and more on the class path; gives what it printed. */
    List<String> run(String mainClass, List<Path> more) throws IOException, InterruptedException {
        return run(List.of(), mainClass, more);
    }

    /** The same with options of the JVM. */
    List<String> run(List<String> jvmOptions, String mainClass, List<Path> more)
            throws IOException, InterruptedException {
        List<Path> all = new ArrayList<>(List.of(output));
        all.addAll(more);
        return runJars(jvmOptions, mainClass, all);
    }

    /** Runs a main class of jars. */
    List<String> runJars(List<String> jvmOptions, String mainClass, List<Path> jars)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(jvmOptions);
        arguments.addAll(List.of("-cp", joined(jars), mainClass));
        return java(arguments.toArray(String[]::new));
    }

    /** Runs a main class in its module. */
    List<String> runModule(String mainClass, List<Path> modules) throws IOException, InterruptedException {
        List<Path> all = new ArrayList<>(List.of(output));
        all.addAll(modules);
        return java("-p", joined(all), "-m", mainClass);
    }

    private static String joined(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private List<String> java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        command.addAll(List.of(arguments));
        Path printed = Files.createTempFile(output.getParent(), "run", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        List<String> lines = Files.readAllLines(printed);
        assertThat(ended).as("the program ends; it printed %s", lines).isTrue();
        assertThat(process.exitValue()).as("exit code; it printed %s", lines).isZero();
        // Without a logging library on the class path, SLF4J says so with the first log line.
        return lines.stream().filter(line -> !line.startsWith("SLF4J")).toList();
    }

    /** A source in a string. */
    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
