package dev.eventbus.processor.generation;

import dev.eventbus.processor.model.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.tools.FileObject;
import javax.tools.JavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/** Locates class files: those in the output of this compilation, and those that it can see. */
final class OutputLocations {

    private static final Set<String> BUILD_DIRECTORIES = Set.of("build", "target", "out", "bin");

    private final Filer filer;

    OutputLocations(Filer filer) {
        this.filer = filer;
    }

    /** Whether the output of this compilation contains the class file of a class. */
    boolean hasClassFile(TypeReference name) {
        return locate(StandardLocation.CLASS_OUTPUT, "", classFile(name)) != null;
    }

    /** Whether the output of this compilation contains a source file. Maven keeps these when it deletes classes. */
    boolean hasSourceFile(TypeReference name) {
        return locate(StandardLocation.SOURCE_OUTPUT, "", name.binaryName().replace('.', '/') + ".java") != null;
    }

    /**
     * Locates a class file that this compilation can see.
     *
     * @param name the class
     * @param module its module; empty for the unnamed one
     * @return its location; null if it is unknown
     */
    @Nullable
    URI find(TypeReference name, String module) {
        URI found = locate(StandardLocation.CLASS_PATH, "", classFile(name));
        if (found == null && !module.isEmpty()) {
            String simple = name.simpleName() + ".class";
            String inModule = module + "/" + name.packageName();
            found = locate(StandardLocation.MODULE_PATH, inModule, simple);
            if (found == null) {
                found = locate(StandardLocation.PATCH_MODULE_PATH, inModule, simple);
            }
        }
        return found;
    }

    /** Whether this compilation compiles the tests of the module that contains a class. */
    boolean isTestOutputOf(TypeReference other, String module) {
        URI own = outputRoot();
        if (own == null) {
            return false;
        }
        URI found = find(other, module);
        if (found == null) {
            return mentionsTest(segments(own));
        }
        String file = found.toString();
        return "file".equals(found.getScheme())
                && areMainAndTest(
                        segments(URI.create(file.substring(
                                0, file.length() - classFile(other).length()))),
                        segments(own));
    }

    /** Whether two directories are the outputs of main and test classes, as in Maven, Gradle, Eclipse and IntelliJ. */
    static boolean areMainAndTest(List<String> main, List<String> test) {
        int common = 0;
        while (common < Math.min(main.size(), test.size()) && main.get(common).equals(test.get(common))) {
            common++;
        }
        if (common == main.size() || common == test.size()) {
            return false;
        }
        // Not just any siblings: an IDE may also put the outputs of different modules side by side.
        boolean siblings = common == main.size() - 1
                && common == test.size() - 1
                && mentionsTest(test.subList(common, test.size()));
        boolean production = main.get(common).equals("production")
                && test.get(common).equals("test")
                && main.subList(common + 1, main.size()).equals(test.subList(common + 1, test.size()));
        boolean oneBuild = common > 0
                && BUILD_DIRECTORIES.contains(main.get(common - 1))
                && mentionsTest(test.subList(common, test.size()));
        return siblings || production || oneBuild;
    }

    private static boolean mentionsTest(List<String> segments) {
        return segments.stream()
                .anyMatch(segment -> segment.toLowerCase(Locale.ROOT).contains("test"));
    }

    private static List<String> segments(URI directory) {
        String path = directory.getPath() == null ? directory.toString() : directory.getPath();
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    private static String classFile(TypeReference name) {
        return name.binaryName().replace('.', '/') + ".class";
    }

    private @Nullable URI outputRoot() {
        String marker = "META-INF/eventbus";
        try {
            String file = filer.getResource(StandardLocation.CLASS_OUTPUT, "", marker)
                    .toUri()
                    .toString();
            return URI.create(file.substring(0, file.length() - marker.length()));
        } catch (IOException | RuntimeException unknown) {
            return null;
        }
    }

    /** Locates a file; null if it does not exist. Compilers differ in what they throw in that case. */
    private @Nullable URI locate(JavaFileManager.Location location, String packageName, String name) {
        try {
            FileObject file = filer.getResource(location, packageName, name);
            try (InputStream content = file.openInputStream()) {
                return content.read() < 0 ? null : file.toUri();
            }
        } catch (IOException | RuntimeException absent) {
            return null;
        }
    }
}
