package dev.eventbus.runtime.index;

/** What messages about missing tables add for a class in a named module, where services must be declared. */
public final class ModuleHint {

    private ModuleHint() {}

    /** A sentence after a space; empty for a class in the unnamed module. */
    public static String of(Class<?> type) {
        return type.getModule().isNamed()
                ? " For EventBus.open(), the module-info of " + type.getModule().getName()
                        + " must say: provides dev.eventbus.spi.generated.SubscriberIndex with"
                        + " <package>.EventBusIndex;"
                : "";
    }
}
