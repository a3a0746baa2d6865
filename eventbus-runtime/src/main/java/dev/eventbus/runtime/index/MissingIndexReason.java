package dev.eventbus.runtime.index;

import dev.eventbus.spi.LogText;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The reason why no index of a bus describes a class with generated code beside it, and how to fix it. Looks only at
 * what class loaders show, and only once something has been refused.
 */
final class MissingIndexReason {

    private static final String[] SIMPLE_NAMES = {"EventBusIndex", "EventBusTestIndex"};

    private final Class<?> type;
    private final IndexRegistry indexes;

    private MissingIndexReason(Class<?> type, IndexRegistry indexes) {
        this.type = type;
        this.indexes = indexes;
    }

    /** Whether the processor has seen a class: what it generates for it is beside it. */
    static boolean isProcessed(Class<?> type, String suffix) {
        String simple = type.getName().substring(type.getPackageName().length());
        String companion = simple.substring(simple.startsWith(".") ? 1 : 0).replace('$', '_') + suffix + ".class";
        return type.getResource(companion) != null;
    }

    /**
     * The reason and how to fix it, in whole sentences.
     *
     * @param ofNamesake the index that describes a class of this name from another class loader; null if none does
     */
    static String reasonAndFix(Class<?> type, @Nullable SubscriberIndex ofNamesake, IndexRegistry indexes) {
        return new MissingIndexReason(type, indexes).reasonAndFix(ofNamesake);
    }

    private String reasonAndFix(@Nullable SubscriberIndex ofNamesake) {
        if (ofNamesake != null) {
            return "The index " + IndexOrigin.of(ofNamesake) + " describes the class of this name that another class"
                    + " loader defined (" + loader(ofNamesake.getClass()) + "), and this one is of " + loader(type)
                    + ". To fix it, let only one class loader define the class, or build the bus with"
                    + " builder().discoverIndexes(" + classLiteral() + ".getClassLoader()).";
        }
        Map<String, Set<String>> serviceFiles = serviceFiles();
        String listed = listedBesideType(serviceFiles);
        String index = listed != null ? listed : byConvention();
        if (index == null) {
            return "The index of its module was not given to this bus. To fix it, use builder().index(...) with the"
                    + " EventBusIndex that was generated for that module, or builder().discoverIndexes("
                    + classLiteral() + ".getClassLoader()). " + MERGED_JAR;
        }
        if (!indexes.discovers()) {
            return "Its module's index, " + index + ", was not given to this bus. To fix it, use builder().index(new "
                    + index + "()), or EventBus.open(), which adds every index that it finds." + moduleHint(index);
        }
        if (type.getModule().isNamed() && !provides()) {
            return "Its module's index, " + index + ", was not found." + moduleHint(index)
                    + " To fix it, add that line, or use builder().index(new " + index + "()).";
        }
        if (listed != null
                || serviceFiles.containsKey(index)
                || type.getModule().isNamed()) {
            return "Its module's index, " + index + ", is not visible to the class loaders in which the bus looked for"
                    + " indexes. To fix it, use builder().discoverIndexes(" + classLiteral()
                    + ".getClassLoader()), or builder().index(new " + index + "()).";
        }
        return "Its module's index, " + index + ", is there, but no file " + ServiceFiles.FILE + " names it. "
                + MERGED_JAR + " To fix it without that, use builder().index(new " + index + "()).";
    }

    private static final String MERGED_JAR =
            "A jar that is merged from several must merge these service files too: add the"
                    + " ServicesResourceTransformer to maven-shade-plugin, or mergeServiceFiles() to Gradle's"
                    + " shadowJar.";

    /** An index that a service file of the class's own jar or folder names, and that the bus lacks. */
    private @Nullable String listedBesideType(Map<String, Set<String>> serviceFiles) {
        String place = place(type.getName());
        for (Map.Entry<String, Set<String>> each : serviceFiles.entrySet()) {
            if (each.getValue().contains(place) && !indexes.hasIndex(each.getKey())) {
                return each.getKey();
            }
        }
        return null;
    }

    /** A class with the name of an index, in the package of the class or one around it, that the bus lacks. */
    private @Nullable String byConvention() {
        String packageName = type.getPackageName();
        while (true) {
            for (String simpleName : SIMPLE_NAMES) {
                String name = packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
                if (!indexes.hasIndex(name) && place(name) != null) {
                    return name;
                }
            }
            if (packageName.isEmpty()) {
                return null;
            }
            packageName = packageName.substring(0, Math.max(0, packageName.lastIndexOf('.')));
        }
    }

    /** Where the class file of a name is, as seen from the class; null if it is nowhere. */
    private @Nullable String place(String className) {
        String file = className.replace('.', '/') + ".class";
        URL found = type.getResource("/" + file);
        return found == null ? null : IndexFile.place(found, file);
    }

    private boolean provides() {
        return type.getModule().getDescriptor().provides().stream()
                .anyMatch(provided -> provided.service().equals(SubscriberIndex.class.getName()));
    }

    private String moduleHint(String index) {
        return type.getModule().isNamed() && !provides()
                ? " For EventBus.open() and discoverIndexes(), the module-info of "
                        + type.getModule().getName() + " must say: provides " + SubscriberIndex.class.getName()
                        + " with " + index + ";"
                : "";
    }

    private String classLiteral() {
        return type.getSimpleName() + ".class";
    }

    /** The indexes that service files name, and the places of these; none if they cannot be read. */
    private Map<String, Set<String>> serviceFiles() {
        ClassLoader loader = type.getClassLoader();
        try {
            return new ServiceFiles(loader != null ? loader : ClassLoader.getSystemClassLoader()).places();
        } catch (UncheckedIOException unreadable) {
            return Map.of();
        }
    }

    private static String loader(Class<?> type) {
        return LogText.sanitize(String.valueOf(type.getClassLoader()));
    }
}
