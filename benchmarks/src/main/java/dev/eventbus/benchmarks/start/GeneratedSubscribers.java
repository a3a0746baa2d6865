package dev.eventbus.benchmarks.start;

import com.palantir.javapoet.JavaFile;
import dev.eventbus.Subscribe;
import dev.eventbus.benchmarks.compile.CompilerProcess;
import dev.eventbus.benchmarks.compile.SubscriberSources;
import dev.eventbus.processor.EventBusProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.greenrobot.eventbus.annotationprocessor.EventBusAnnotationProcessor;

/** The subscriber classes of {@link ManySubscribers}, compiled for each contender with its annotation processor. */
final class GeneratedSubscribers {

    static final int EVENTS = SubscriberSources.EVENTS;
    static final String EVENTBUS_INDEX = "com.acme.EventBusIndex";
    static final String GREENROBOT_INDEX = "com.acme.MyEventBusIndex";

    private final Path directory;
    private final SubscriberSources sources;

    GeneratedSubscribers(Path directory, SubscriberSources sources) {
        this.directory = directory;
        this.sources = sources;
    }

    static String subscriber(int number) {
        return SubscriberSources.packageOf(number) + ".Service" + number;
    }

    static String event(int number) {
        return "com.acme.events.Event" + number;
    }

    /**
     * Compiles the classes of a contender.
     *
     * @return where they are
     */
    Path compile(String contender) throws IOException, InterruptedException, ClassNotFoundException {
        return switch (contender) {
            case StartUp.EVENTBUS -> compileOwn(contender, "");
            case StartUp.EVENTBUS_DIRECT -> compileOwn(contender, "(mode = dev.eventbus.DeliveryMode.DIRECT)");
            case StartUp.GREENROBOT ->
                compile(
                        contender,
                        org.greenrobot.eventbus.Subscribe.class,
                        "",
                        "-processorpath",
                        CompilerProcess.pathOf(
                                EventBusAnnotationProcessor.class,
                                org.greenrobot.eventbus.Subscribe.class,
                                // What that processor needs at run time only, and so is not known here by name.
                                Class.forName("de.greenrobot.common.ListMap")),
                        "-AeventBusIndex=" + GREENROBOT_INDEX);
            case StartUp.GUAVA -> compile(contender, com.google.common.eventbus.Subscribe.class, "", "-proc:none");
            default -> throw new IllegalArgumentException(contender);
        };
    }

    private Path compileOwn(String contender, String attributes) throws IOException, InterruptedException {
        return compile(
                contender,
                Subscribe.class,
                attributes,
                "-processorpath",
                CompilerProcess.pathOf(EventBusProcessor.class, Subscribe.class, JavaFile.class),
                "-Aeventbus.index=" + EVENTBUS_INDEX);
    }

    private Path compile(String contender, Class<?> annotation, String attributes, String... options)
            throws IOException, InterruptedException {
        Path own = Files.createDirectories(directory.resolve(contender.replaceAll("\\W+", "-")));
        List<Path> files = sources.write(own.resolve("sources"), annotation.getName(), attributes);
        List<String> all = new ArrayList<>(List.of("-cp", CompilerProcess.pathOf(annotation)));
        all.addAll(List.of(options));
        new CompilerProcess(contender, own, files, all).run();
        return own.resolve("classes");
    }
}
