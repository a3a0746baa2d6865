package dev.eventbus.runtime.index;

import dev.eventbus.EventBus;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Finds generated indexes with {@link ServiceLoader}, and what it would hide: when two jars have an index of the same
 * class name, it gives one of them and says nothing.
 */
public final class IndexDiscovery {

    private IndexDiscovery() {}

    /** The indexes that the current thread's context class loader sees, and those beside the API. */
    public static List<SubscriberIndex> find() {
        List<SubscriberIndex> found = new ArrayList<>();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader own = EventBus.class.getClassLoader();
        found.addAll(find(context));
        if (own != context) {
            found.addAll(find(own));
        }
        return found;
    }

    /**
     * The indexes that a class loader sees.
     *
     * @throws IllegalStateException if one hides another, or cannot be made
     */
    public static List<SubscriberIndex> find(@Nullable ClassLoader loader) {
        ClassLoader effective = loader != null ? loader : ClassLoader.getSystemClassLoader();
        ServiceFiles files = new ServiceFiles(effective);
        files.requireDistinctNames();
        List<SubscriberIndex> found = new ArrayList<>();
        Iterator<SubscriberIndex> indexes =
                ServiceLoader.load(SubscriberIndex.class, effective).iterator();
        boolean more = true;
        while (more) {
            try {
                more = indexes.hasNext();
                if (more) {
                    found.add(indexes.next());
                }
            } catch (ServiceConfigurationError broken) {
                if (!isOfAnotherCopy(broken)) {
                    throw unusable(broken, files);
                }
            } catch (LinkageError broken) {
                // The service loader lets these through: a class file that is too new, a class that it needs is
                // missing.
                throw unusable(broken, files);
            }
        }
        return found;
    }

    /** Whether a provider belongs to another application's copy of the library, which the class loader sees as well. */
    private static boolean isOfAnotherCopy(ServiceConfigurationError error) {
        return error.getCause() == null && String.valueOf(error.getMessage()).endsWith("not a subtype");
    }

    private static IllegalStateException unusable(Error broken, ServiceFiles files) {
        String reason = broken.getCause() == null ? "" : ", because of " + broken.getCause();
        return new IllegalStateException(
                "The generated index" + files.named(broken) + " cannot be used by " + IndexOrigin.ofRuntime()
                        + ": "
                        + broken + reason
                        + ". To fix it, clean and compile its module anew, for the Java version that runs it, with"
                        + " eventbus-processor in the version of eventbus-runtime.",
                broken);
    }
}
