package dev.eventbus.benchmarks;

import java.io.File;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/** The class path of the benchmarks, for processes that they start: inside Maven, that of the JVM is Maven's own. */
public final class ClassPath {

    /** How the names of jars begin that {@link #ofJars} has made. */
    public static final String PACKED = "packed-";

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

    /**
     * A class path of jars only, as programs have when they are shipped: folders are packed, without compression as
     * our own jars are.
     *
     * @param classPath as the option {@code -cp} wants it
     * @param folder where the jars go
     * @return the same classes in the same order
     */
    public static String ofJars(String classPath, Path folder) {
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        List<String> jars = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (!Files.isDirectory(Path.of(entry))) {
                jars.add(entry);
                continue;
            }
            String file = folder.resolve(PACKED + jars.size() + ".jar").toString();
            int failed = jar.run(System.out, System.err, "--create", "--no-compress", "--file", file, "-C", entry, ".");
            if (failed != 0) {
                throw new IllegalStateException("Cannot pack " + entry);
            }
            jars.add(file);
        }
        return String.join(File.pathSeparator, jars);
    }
}
