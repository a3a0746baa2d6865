package dev.eventbus.benchmarks.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes subscriber classes and the events they take, the same ones for each library.
 *
 * @param subscribers the number of classes
 * @param handlers the number of handlers in each
 */
public record SubscriberSources(int subscribers, int handlers) {

    /** The number of event classes, which the handlers take in turn. */
    public static final int EVENTS = 100;

    private static final int CLASSES_PER_PACKAGE = 25;

    /**
     * Writes a set of sources.
     *
     * @param directory where to
     * @param annotation the qualified name of the annotation on each handler
     * @return the files
     * @throws IOException if one cannot be written
     */
    public List<Path> write(Path directory, String annotation) throws IOException {
        return write(directory, annotation, "");
    }

    /**
     * Writes a set of sources.
     *
     * @param directory where to
     * @param annotation the qualified name of the annotation on each handler
     * @param attributes the annotation's attributes in parentheses, or nothing
     * @return the files
     * @throws IOException if one cannot be written
     */
    public List<Path> write(Path directory, String annotation, String attributes) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int number = 0; number < EVENTS; number++) {
            files.add(write(directory, "com.acme.events", "Event" + number, """
                    public record Event%d(String orderId, long cents) {}
                    """.formatted(number)));
        }
        for (int number = 0; number < subscribers; number++) {
            files.add(write(
                    directory, packageOf(number), "Service" + number, subscriber(number, annotation, attributes)));
        }
        return files;
    }

    /**
     * The package of a subscriber class.
     *
     * @param number the number of the class, from 0 on
     * @return the name of the package
     */
    public static String packageOf(int number) {
        return "com.acme.services.area" + number / CLASSES_PER_PACKAGE;
    }

    private String subscriber(int number, String annotation, String attributes) {
        StringBuilder text = new StringBuilder("""
                import %s;
                import com.acme.events.*;
                import java.util.ArrayList;
                import java.util.List;

                /** Looks after some kinds of orders, in several threads. */
                public class Service%d {
                    private final List<String> seen = new ArrayList<>();
                    private long cents;
                """.formatted(annotation, number));
        for (int handler = 0; handler < handlers; handler++) {
            text.append("""

                        @Subscribe%s
                        public synchronized void on%d(Event%d event) {
                            cents += event.cents();
                            if (event.cents() > %d) {
                                seen.add("large order " + event.orderId());
                            }
                        }
                    """.formatted(attributes, handler, (number * handlers + handler) % EVENTS, 1_000 * handler));
        }
        return text.append("}\n").toString();
    }

    private static Path write(Path directory, String packageName, String name, String text) throws IOException {
        Path file = directory.resolve(packageName.replace('.', '/')).resolve(name + ".java");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "package " + packageName + ";\n\n" + text);
    }
}
