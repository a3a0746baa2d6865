package dev.eventbus.runtime.index;

import dev.eventbus.spi.generated.SubscriberIndex;
import java.lang.module.ModuleDescriptor;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/** Tells people which jar is meant: of an index, or of this library. */
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

    private static String in(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null ? "" : " in " + source.getLocation();
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
