package dev.eventbus.acceptance;

import dev.eventbus.EventBus;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.io.IOException;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Jars that a test makes of programs, and buses that are started with them as on a class path. */
final class Jars implements AutoCloseable {

    private final Path folder;
    private final List<URLClassLoader> loaders = new ArrayList<>();

    Jars(Path folder) {
        this.folder = folder;
    }

    /** The ways in which a bus gets its indexes. */
    enum Way {
        INDEX,
        DISCOVER_INDEXES,
        OPEN
    }

    /** A program with the libraries on its class path. */
    Program program(String name) throws IOException {
        return new Program(folder.resolve(name).resolve("classes")).classPath(Program.libraries());
    }

    /** A program in a module with the libraries on its module path. */
    Program module(String name) throws IOException {
        return new Program(folder.resolve(name).resolve("classes")).modulePath(Program.runtimeModules());
    }

    /** A class with one handler. */
    static String subscriber(String className, String attributes) {
        int dot = className.lastIndexOf('.');
        String simpleName = className.substring(dot + 1);
        return """
                package %s;

                import dev.eventbus.Subscribe;

                public final class %s {
                    public %s() {}

                    @Subscribe(%s)
                    public void on(String event) {}
                }
                """.formatted(className.substring(0, dot), simpleName, simpleName, attributes);
    }

    /** A module whose index is found as a service. */
    static String moduleInfo(String name, String packageName) {
        return """
                module %s {
                    requires dev.eventbus;

                    exports %s;

                    provides dev.eventbus.spi.generated.SubscriberIndex with
                            %s.EventBusIndex;
                }
                """.formatted(name, packageName, packageName);
    }

    /** Packs what a program's compilation has written into {@code <name>.jar}. */
    Path pack(String name, Program compiled) throws IOException {
        Path jar = folder.resolve(name + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file);
                Stream<Path> files = Files.walk(compiled.output())) {
            for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
                entries.putNextEntry(new JarEntry(
                        compiled.output().relativize(each).toString().replace('\\', '/')));
                Files.copy(each, entries);
            }
        }
        return jar;
    }

    /** A class loader that sees jars, in their order, after what the test sees. */
    ClassLoader loader(List<Path> jars) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), Jars.class.getClassLoader());
        loaders.add(loader);
        return loader;
    }

    /** Starts a bus. The names of the indexes are used by the way that needs them. */
    static EventBus start(Way way, ClassLoader loader, List<String> indexes) throws ReflectiveOperationException {
        switch (way) {
            case INDEX:
                List<SubscriberIndex> made = new ArrayList<>();
                for (String name : indexes) {
                    made.add((SubscriberIndex)
                            loader.loadClass(name).getConstructor().newInstance());
                }
                return EventBus.builder()
                        .index(made.toArray(SubscriberIndex[]::new))
                        .build();
            case DISCOVER_INDEXES:
                return EventBus.builder().discoverIndexes(loader).build();
            default:
                Thread thread = Thread.currentThread();
                ClassLoader before = thread.getContextClassLoader();
                thread.setContextClassLoader(loader);
                try {
                    return EventBus.open();
                } finally {
                    thread.setContextClassLoader(before);
                }
        }
    }

    @Override
    public void close() throws IOException {
        for (URLClassLoader loader : loaders) {
            loader.close();
        }
    }
}
