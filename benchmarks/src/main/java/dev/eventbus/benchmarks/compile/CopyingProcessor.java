package dev.eventbus.benchmarks.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * Writes files that are there already, in the first round, and does nothing else: what the compiler itself takes for
 * so many generated files, whoever generates them. The option {@value #FROM} says where they are.
 */
public final class CopyingProcessor extends AbstractProcessor {

    static final String FROM = "copy.from";

    private boolean done;

    /** For the compiler. */
    public CopyingProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("*");
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Set.of(FROM);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
        if (!done) {
            done = true;
            try {
                copy(Path.of(processingEnv.getOptions().get(FROM)));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return false;
    }

    private void copy(Path root) throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(root)) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        for (Path source : sources) {
            String path = root.relativize(source).toString();
            String name =
                    path.substring(0, path.length() - ".java".length()).replace(path.contains("/") ? '/' : '\\', '.');
            try (Writer writer = processingEnv.getFiler().createSourceFile(name).openWriter()) {
                writer.write(Files.readString(source));
            }
        }
    }
}
