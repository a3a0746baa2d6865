package dev.eventbus.runtime.index;

import dev.eventbus.EventBus;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds generated indexes with {@link ServiceLoader}, and what it would hide: when two jars have an index of the same class
 * name, it gives one of them and says nothing, so the service files are counted against the names in them.
 */
public final class IndexDiscovery {

    private static final String SERVICE_FILE = "META-INF/services/" + SubscriberIndex.class.getName();

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
        requireDistinctNames(effective);
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
                    throw new IllegalStateException(
                            "A generated index cannot be used: " + broken.getMessage()
                                    + ". To fix it, compile its module anew with this version of eventbus-processor.",
                            broken);
                }
            }
        }
        return found;
    }

    /** Whether a provider belongs to another application's copy of the library, which the class loader sees as well. */
    private static boolean isOfAnotherCopy(ServiceConfigurationError error) {
        return error.getCause() == null && String.valueOf(error.getMessage()).endsWith("not a subtype");
    }

    private static void requireDistinctNames(ClassLoader loader) {
        Map<String, Set<String>> placesByName = new LinkedHashMap<>();
        try {
            for (URL file : Collections.list(loader.getResources(SERVICE_FILE))) {
                for (String name : providers(file)) {
                    placesByName
                            .computeIfAbsent(name, key -> new LinkedHashSet<>())
                            .add(place(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + SERVICE_FILE, e);
        }
        placesByName.forEach((name, places) -> {
            if (places.size() > 1) {
                throw new IllegalStateException(
                        "The generated index " + name + " exists " + places.size() + " times: in "
                                + String.join(" and in ", places)
                                + ". Only one of them could be loaded, so handlers would be lost. To fix it, compile one of these"
                                + " modules with -Aeventbus.index=<another.package.EventBusIndex>, or clean a stale build.");
            }
        });
    }

    private static List<String> providers(URL file) throws IOException {
        List<String> names = new ArrayList<>();
        URLConnection connection = file.openConnection();
        connection.setUseCaches(false);
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int comment = line.indexOf('#');
                String name = (comment < 0 ? line : line.substring(0, comment)).strip();
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static String place(URL file) {
        String text = file.toString();
        return text.substring(0, text.length() - SERVICE_FILE.length());
    }
}
