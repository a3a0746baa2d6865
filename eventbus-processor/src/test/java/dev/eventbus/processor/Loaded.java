package dev.eventbus.processor;

import dev.eventbus.spi.generated.IndexContents;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.io.Closeable;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compiled classes, ready to run. */
public final class Loaded implements Closeable {

    private final URLClassLoader loader;

    Loaded(Path... directories) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path directory : directories) {
            urls.add(directory.toUri().toURL());
        }
        loader = new URLClassLoader(urls.toArray(new URL[0]), getClass().getClassLoader());
    }

    ClassLoader loader() {
        return loader;
    }

    Object make(String className, Object... arguments) throws ReflectiveOperationException {
        var constructor = loader.loadClass(className).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }

    SubscriberIndex index(String className) throws ReflectiveOperationException {
        return (SubscriberIndex) make(className);
    }

    List<String> described(String indexName) throws ReflectiveOperationException {
        return described(index(indexName));
    }

    public static List<String> described(SubscriberIndex index) {
        List<String> lines = new ArrayList<>();
        index.describe(new IndexContents() {
            @Override
            public void subscriber(String className) {
                lines.add("subscriber " + className);
            }

            @Override
            public void name(String subscriptionName) {
                lines.add("name " + subscriptionName);
            }

            @Override
            public void event(String className, String topic, int version) {
                lines.add("event " + className + " " + topic + " " + version);
            }

            @Override
            public void retain(int count) {
                lines.add("retain " + count);
            }

            @Override
            public void dispatcher(String eventClassName) {
                lines.add("dispatcher " + eventClassName);
            }

            @Override
            public void slot(int subscriber, int handler) {
                lines.add("slot " + subscriber + " " + handler);
            }
        });
        return lines;
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
