package dev.eventbus.benchmarks;

import java.io.File;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The class path of the benchmarks, for processes that they start: inside Maven, that of the JVM is Maven's own. */
public final class ClassPath {

    private ClassPath() {}

    /**
     * The class path that this class was loaded from.
     *
     * @return as the option {@code -cp} wants it
     */
    public static String current() {
        if (ClassPath.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(url -> Path.of(URI.create(url.toString())).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }
}
