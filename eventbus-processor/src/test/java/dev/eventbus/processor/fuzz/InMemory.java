package dev.eventbus.processor.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles source text to classes without touching a disk, all lint on and warnings errors, as a build does. */
final class InMemory {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    /** One for all compilations, because opening the class path takes longer than compiling a class. */
    private static final StandardJavaFileManager FILES =
            COMPILER.getStandardFileManager(null, null, StandardCharsets.UTF_8);

    private InMemory() {}

    /** Compiles sources given by their paths. */
    static Outcome compile(Map<String, String> sources, Processor processor, List<String> more) {
        Output output = new Output();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        StringWriter log = new StringWriter();
        List<String> options = new ArrayList<>(
                List.of("-Xlint:all,-processing", "-Werror", "-Xmaxerrs", "100000", "-Xmaxwarns", "100000", "-cp"));
        options.add(locationOf(dev.eventbus.Event.class) + File.pathSeparator + locationOf(Calls.class));
        options.addAll(more);
        List<Memory> files = new ArrayList<>();
        sources.forEach((path, text) -> files.add(new Memory(path, text.getBytes(StandardCharsets.UTF_8))));
        try {
            JavaCompiler.CompilationTask task =
                    COMPILER.getTask(log, output, diagnostics, options, null, List.copyOf(files));
            task.setProcessors(List.of(processor));
            boolean success = task.call();
            return new Outcome(success, diagnostics.getDiagnostics(), output.written, log.toString());
        } catch (RuntimeException | StackOverflowError | AssertionError crash) {
            return new Outcome(false, diagnostics.getDiagnostics(), output.written, log + "thrown: " + crash);
        }
    }

    private static String locationOf(Class<?> type) {
        try {
            return new File(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getPath();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * The result of a compilation.
     *
     * @param log what the compiler printed beside its diagnostics, which is the trace of an exception in it
     */
    record Outcome(
            boolean success,
            List<Diagnostic<? extends JavaFileObject>> diagnostics,
            Map<String, Memory> written,
            String log) {

        boolean wrote(String path) {
            return written.containsKey(path);
        }

        /** All messages, each with its location. */
        List<String> messages() {
            return diagnostics.stream().map(Object::toString).toList();
        }

        ClassLoader load() {
            return new ClassLoader(InMemory.class.getClassLoader()) {
                @Override
                protected Class<?> findClass(String name) throws ClassNotFoundException {
                    Memory file = written.get(name.replace('.', '/') + ".class");
                    if (file == null) {
                        throw new ClassNotFoundException(name);
                    }
                    return defineClass(name, file.content, 0, file.content.length);
                }
            };
        }
    }

    /** Stores the output of the compiler in memory. */
    private static final class Output extends ForwardingJavaFileManager<StandardJavaFileManager> {

        private final Map<String, Memory> written = new HashMap<>();

        Output() {
            super(FILES);
        }

        @Override
        public boolean hasLocation(Location location) {
            return location == StandardLocation.CLASS_OUTPUT || super.hasLocation(location);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return file(className.replace('.', '/') + kind.extension);
        }

        @Override
        public FileObject getFileForOutput(Location location, String packageName, String name, FileObject sibling) {
            String path = packageName.isEmpty() ? name : packageName.replace('.', '/') + "/" + name;
            return written.getOrDefault(path, file(path));
        }

        private Memory file(String path) {
            return new Memory(path, null) {
                @Override
                public OutputStream openOutputStream() {
                    Memory file = this;
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            file.content = toByteArray();
                            written.put(path, file);
                        }
                    };
                }
            };
        }

        @Override
        public void close() {
            // The delegate stays open for the next compilation.
        }
    }

    /** A file. */
    static class Memory extends SimpleJavaFileObject {

        byte @Nullable [] content;

        Memory(String path, byte @Nullable [] content) {
            super(uri(path), kind(path));
            this.content = content;
        }

        private static URI uri(String path) {
            try {
                return new URI("memory", null, "/" + path, null);
            } catch (URISyntaxException impossible) {
                throw new IllegalArgumentException(path, impossible);
            }
        }

        private static Kind kind(String path) {
            return path.endsWith(".java") ? Kind.SOURCE : path.endsWith(".class") ? Kind.CLASS : Kind.OTHER;
        }

        @Override
        public InputStream openInputStream() throws IOException {
            return new ByteArrayInputStream(bytes());
        }

        @Override
        public String getCharContent(boolean ignoreEncodingErrors) throws IOException {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        private byte[] bytes() throws IOException {
            if (content == null) {
                throw new FileNotFoundException(getName());
            }
            return content;
        }
    }
}
