package dev.eventbus.runtime.index;

import dev.eventbus.spi.generated.SubscriberIndex;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/** Where an index or this library comes from, for messages. */
final class IndexOrigin {

    private IndexOrigin() {}

    /** The class of an index and the jar or folder that it comes from. */
    static String of(SubscriberIndex index) {
        return index.getClass().getName() + in(index.getClass());
    }

    /** The runtime and the API that it runs with: their versions, as far as they are known, and where they are. */
    static String ofRuntime() {
        return "eventbus-runtime" + version(IndexOrigin.class) + in(IndexOrigin.class) + " with eventbus-api"
                + version(SubscriberIndex.class) + in(SubscriberIndex.class);
    }

    /** Whether two indexes are one: of the same class, or of two that class loaders have defined from one place. */
    static boolean isSame(SubscriberIndex one, SubscriberIndex other) {
        Class<?> type = one.getClass();
        Class<?> otherType = other.getClass();
        if (type == otherType || !type.getName().equals(otherType.getName())) {
            return type == otherType;
        }
        String place = place(type);
        return place != null && place.equals(place(otherType));
    }

    /**
     * Of two indexes that are one, that whose class loader is nearer to the program's classes; the first if neither is.
     */
    static SubscriberIndex innermost(SubscriberIndex first, SubscriberIndex second) {
        ClassLoader ofFirst = first.getClass().getClassLoader();
        ClassLoader loader = second.getClass().getClassLoader();
        while (loader != null && loader != ofFirst) {
            loader = loader.getParent();
        }
        return loader == null ? first : second;
    }

    private static String in(Class<?> type) {
        String place = place(type);
        return place == null ? "" : " in " + place;
    }

    private static @Nullable String place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source != null && source.getLocation() != null) {
            return source.getLocation().toString();
        }
        String file = type.getName().replace('.', '/') + ".class";
        URL found = type.getResource("/" + file);
        return found == null ? null : IndexFile.place(found, file);
    }

    private static String version(Class<?> type) {
        @Nullable String inManifest = type.getPackage().getImplementationVersion();
        ModuleDescriptor module = type.getModule().getDescriptor();
        String version = inManifest != null || module == null
                ? inManifest
                : module.rawVersion().orElse(null);
        return version == null ? "" : " " + version;
    }
}
