package dev.eventbus.runtime.index;

import dev.eventbus.spi.generated.SubscriberIndex;
import java.security.CodeSource;

/** Tells people which index is meant: its class and the jar or folder that it comes from. */
final class IndexOrigin {

    private IndexOrigin() {}

    static String of(SubscriberIndex index) {
        Class<?> type = index.getClass();
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return type.getName() + (source == null || source.getLocation() == null ? "" : " in " + source.getLocation());
    }
}
