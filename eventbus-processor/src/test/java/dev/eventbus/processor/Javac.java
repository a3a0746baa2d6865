package dev.eventbus.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles real files into real directories, all lint on and warnings errors, as a build does. */
final class Javac {

    private final Path output;
    private final List<String> options = new ArrayList<>();
    private final List<String> classNames = new ArrayList<>();
    private final List<Processor> processors = new ArrayList<>();

    Javac(Path output) {
        this.output = output;
        processors.add(new EventBusProcessor());
    }

    /** The classes or jar of the API. */
    static Path api() {
        try {
            return Path.of(dev.eventbus.Event.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Javac options(String... more) {
        options.addAll(Arrays.asList(more));
        return this;
    }

    Javac classPath(Path... path) {
        return options("-cp", join(path));
    }

    Javac modulePath(Path... path) {
        return options("--module-path", join(path));
    }

    /** Classes that are passed to processors as class files, as Gradle does with unchanged classes. */
    Javac classNames(String... names) {
        classNames.addAll(Arrays.asList(names));
        return this;
    }

    /** The processor path, as in a build. */
    Javac processorPath(String path) {
        processors.clear();
        return options("-processorpath", path);
    }

    /** Another processor that runs before ours. */
    Javac with(Processor processor) {
        processors.add(0, processor);
        return this;
    }

    /** Another processor that runs instead of ours. */
    Javac instead(Processor processor) {
        processors.clear();
        return with(processor);
    }

    /** Compiles sources given by their paths. */
    Result compile(Map<String, String> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
            Path sourceDirectory = output.resolveSibling(output.getFileName() + "-sources");
            List<Path> paths = new ArrayList<>();
            for (Map.Entry<String, String> source : sources.entrySet()) {
                Path path = sourceDirectory.resolve(source.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, source.getValue());
                paths.add(path);
            }
            Files.createDirectories(output);
            List<String> all = new ArrayList<>(List.of("-Xlint:all,-processing", "-Werror", "-d", output.toString()));
            all.addAll(options);
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null, files, diagnostics, all, classNames, files.getJavaFileObjectsFromPaths(paths));
            if (!processors.isEmpty()) {
                task.setProcessors(processors);
            }
            return new Result(task.call(), output, diagnostics.getDiagnostics());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String join(Path... path) {
        return String.join(
                java.io.File.pathSeparator, Stream.of(path).map(Path::toString).toList());
    }

    record Result(boolean success, Path output, List<Diagnostic<? extends JavaFileObject>> diagnostics) {

        List<String> messages() {
            return diagnostics.stream()
                    .map(diagnostic -> diagnostic.getKind() + " " + diagnostic.getMessage(null))
                    .toList();
        }

        boolean has(String file) {
            return Files.exists(output.resolve(file));
        }

        String service() {
            try {
                return Files.readString(output.resolve("META-INF/services/dev.eventbus.spi.generated.SubscriberIndex"));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
