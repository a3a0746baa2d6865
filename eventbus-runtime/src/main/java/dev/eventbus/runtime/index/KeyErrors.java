package dev.eventbus.runtime.index;

import dev.eventbus.spi.LogText;
import dev.eventbus.spi.generated.SubscriberIndex;
import org.jspecify.annotations.Nullable;

/** The errors of subscriptions that need a declared key which no index of the bus can read. */
final class KeyErrors {

    private KeyErrors() {}

    /**
     * A key cannot be read.
     *
     * @param key what the type declares
     * @param index the index that knows an event type of this name; null if none does
     * @param isOfType whether that is the type, and not one of the same name from another class loader
     */
    static IllegalStateException unreadable(
            Class<?> type, String key, @Nullable SubscriberIndex index, boolean isOfType, IndexRegistry indexes) {
        return new IllegalStateException("The event type " + type.getName() + " declares the key \""
                + LogText.sanitize(key) + "\", by which this subscription has to order or replace its events, but "
                + reasonAndFix(type, index, isOfType, indexes)
                + " Or give the subscription a key of its own, which replaces the declared one.");
    }

    private static String reasonAndFix(
            Class<?> type, @Nullable SubscriberIndex index, boolean isOfType, IndexRegistry indexes) {
        if (index != null && isOfType) {
            return IndexOrigin.of(index)
                    + " describes the type without a key, so that it is older than the type. To fix it,"
                    + " clean and compile its module anew.";
        }
        String noIndex = "no index of this bus describes the type. ";
        return index != null || MissingIndexReason.isProcessed(type, "_Event")
                ? noIndex + MissingIndexReason.reasonAndFix(type, index, indexes)
                : noIndex + "The annotation processor did not run when its module was compiled. "
                        + RegistrationErrors.RUN_PROCESSOR;
    }
}
