package dev.eventbus.runtime.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** The places where an index of one name is: where there are two, its class loader shows one and hides the other. */
final class IndexFile {

    private IndexFile() {}

    /**
     * Looks for other class files of the name of an index, where its class loader would have found them too.
     *
     * @throws IllegalStateException if there is one
     */
    static void requireOnlyOne(Class<?> index) {
        ClassLoader loader = index.getClassLoader();
        String file = index.getName().replace('.', '/') + ".class";
        Set<String> places = new LinkedHashSet<>();
        if (loader != null) {
            try {
                for (URL found : Collections.list(loader.getResources(file))) {
                    places.add(place(found, file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot look for " + file, e);
            }
        }
        requireOnlyOne(index.getName(), places);
    }

    static void requireOnlyOne(String name, Collection<String> places) {
        if (places.size() > 1) {
            throw new IllegalStateException("The generated index " + name + " exists " + places.size() + " times: in "
                    + String.join(" and in ", places)
                    + ". Only one of them can be loaded, so that handlers would be lost. To fix it, compile one of"
                    + " these modules with -Aeventbus.index=<another.package.EventBusIndex>; or, if they are one"
                    + " module, take the stale or second copy out of the program.");
        }
    }

    /** The jar or folder that a file was found in. */
    static String place(URL found, String file) {
        String text = found.toString();
        String place = text.endsWith(file) ? text.substring(0, text.length() - file.length()) : text;
        return place.startsWith("jar:") && place.endsWith("!/")
                ? place.substring("jar:".length(), place.length() - "!/".length())
                : place;
    }
}
