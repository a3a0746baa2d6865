package dev.eventbus.runtime.index;

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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files through which {@link java.util.ServiceLoader} finds indexes, read for what it does not tell: the places.
 */
final class ServiceFiles {

    /** The name of each of them. */
    static final String FILE = "META-INF/services/" + SubscriberIndex.class.getName();

    private final Map<String, Set<String>> placesByName = new LinkedHashMap<>();

    /** The files that a class loader sees. */
    ServiceFiles(ClassLoader loader) {
        try {
            for (URL file : Collections.list(loader.getResources(FILE))) {
                for (String name : names(file)) {
                    placesByName
                            .computeIfAbsent(name, key -> new LinkedHashSet<>())
                            .add(IndexFile.place(file, FILE));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + FILE, e);
        }
    }

    /**
     * Counts the files against the names in them.
     *
     * @throws IllegalStateException if two jars have an index of one name, of which one would be hidden
     */
    void requireDistinctNames() {
        placesByName.forEach(IndexFile::requireOnlyOne);
    }

    /** The names in them, each with the places of the files that have it. */
    Map<String, Set<String>> places() {
        return placesByName;
    }

    /**
     * The index that an error speaks of, and where it is; all of them if it speaks of none. After a space; empty where
     * no file names any, as in a named module.
     */
    String named(Throwable error) {
        String message = String.valueOf(error.getMessage()).replace('/', '.');
        List<String> meant = new ArrayList<>();
        List<String> all = new ArrayList<>();
        placesByName.forEach((name, places) -> {
            String index = name + " in " + String.join(" and in ", places);
            all.add(index);
            if (message.contains(name)) {
                meant.add(index);
            }
        });
        List<String> named = meant.isEmpty() ? all : meant;
        return named.isEmpty() ? "" : " " + String.join(" or ", named);
    }

    private static List<String> names(URL file) throws IOException {
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
}
