package dev.eventbus.benchmarks.start;

import dev.eventbus.benchmarks.ClassPath;
import dev.eventbus.benchmarks.FreshJvm;
import dev.eventbus.benchmarks.Measurements;
import dev.eventbus.benchmarks.compile.SubscriberSources;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a program waits for when it starts: for the first event to be delivered, and, after that, for many subscribers
 * to be registered and to get one event for each of their handlers. Each in a fresh JVM; contenders take turns. This
 * project's bus runs twice: with channels, as by default, and with handlers in the publisher's thread, as those of
 * the others are. All classes come from jars, and each program has only its contender's on its class path. The first
 * event is delivered once more with an archive of the program's classes, which takes two options of the JVM.
 *
 * <p>System properties: {@code rounds} (9), {@code subscribers} (200), {@code handlers} in each (5), {@code timeout}
 * of each process in seconds (60), {@code results}.
 */
public final class StartUp {

    static final String EVENTBUS = "eventbus";
    static final String EVENTBUS_DIRECT = "eventbus, direct";
    static final String GREENROBOT = "greenrobot with index";
    static final String GUAVA = "guava";
    static final String SPRING = "spring";

    /**
     * How the names of the jars begin that a contender's program has on its class path, beside the benchmarks' own
     * classes.
     */
    private static final Map<String, List<String>> LIBRARIES = Map.of(
            EVENTBUS, List.of("jspecify", "slf4j"),
            EVENTBUS_DIRECT, List.of("jspecify", "slf4j"),
            GREENROBOT, List.of("eventbus-"),
            GUAVA, List.of("guava", "failureaccess", "jspecify"),
            SPRING, List.of("spring-", "commons-logging", "micrometer", "jspecify"));

    private StartUp() {}

    /**
     * Measures and prints.
     *
     * @param arguments none
     * @throws IOException if files cannot be written
     * @throws InterruptedException never, unless something else interrupts
     * @throws ClassNotFoundException if the class path is incomplete
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, ClassNotFoundException {
        String subscribers = Integer.toString(Integer.getInteger("subscribers", 200));
        String handlers = Integer.toString(Integer.getInteger("handlers", 5));
        Path folder = Files.createTempDirectory("start-up");
        String all = ClassPath.ofJars(ClassPath.current(), folder);
        GeneratedSubscribers generated = new GeneratedSubscribers(
                folder, new SubscriberSources(Integer.parseInt(subscribers), Integer.parseInt(handlers)));
        Map<String, String> classPaths = new LinkedHashMap<>();
        for (String contender : List.of(EVENTBUS, EVENTBUS_DIRECT, GREENROBOT, GUAVA)) {
            classPaths.put(contender, generated.compile(contender) + File.pathSeparator + classPath(all, contender));
        }
        Map<String, Path> archives = new LinkedHashMap<>();
        for (String contender : List.of(EVENTBUS, EVENTBUS_DIRECT, GUAVA)) {
            archives.put(contender, archive(classPath(all, contender), contender, folder));
        }
        Measurements measurements = new Measurements();
        int rounds = Integer.getInteger("rounds", 9);
        // Round 0 only warms the caches of the machine.
        for (int round = 0; round <= rounds; round++) {
            Measurements into = round == 0 ? new Measurements() : measurements;
            for (String contender : List.of(EVENTBUS, EVENTBUS_DIRECT, GREENROBOT, GUAVA, SPRING)) {
                measure(into, classPath(all, contender), contender, "StartUp", FirstEvent.class, contender);
            }
            for (Map.Entry<String, Path> archive : archives.entrySet()) {
                String contender = archive.getKey();
                FreshJvm jvm = jvm(classPath(all, contender), "-XX:SharedArchiveFile=" + archive.getValue());
                measure(into, jvm, contender, "StartUp with a class archive", FirstEvent.class, contender);
            }
            String work = "StartUp, subscribers " + subscribers;
            for (Map.Entry<String, String> path : classPaths.entrySet()) {
                String contender = path.getKey();
                measure(
                        into,
                        path.getValue(),
                        contender,
                        work,
                        ManySubscribers.class,
                        contender,
                        subscribers,
                        handlers);
            }
        }
        measurements.print();
    }

    /** The jars of a program that has this contender only; some look through all of them. */
    private static String classPath(String all, String contender) {
        return Arrays.stream(all.split(File.pathSeparator, -1))
                .filter(entry -> isNeeded(Path.of(entry).getFileName().toString(), contender))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isNeeded(String jar, String contender) {
        return jar.startsWith(ClassPath.PACKED)
                || LIBRARIES.getOrDefault(contender, List.of()).stream().anyMatch(jar::startsWith);
    }

    private static void measure(
            Measurements into, String classPath, String contender, String work, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        measure(into, jvm(classPath), contender, work, main, arguments);
    }

    /**
     * Makes an archive of the classes that a program loads until its first event, which the JVM maps into memory next
     * time.
     */
    private static Path archive(String classPath, String contender, Path folder)
            throws IOException, InterruptedException {
        Path archive = folder.resolve(contender.replaceAll("\\W+", "-") + ".jsa");
        jvm(classPath, "-XX:ArchiveClassesAtExit=" + archive).run(FirstEvent.class, contender);
        if (!Files.exists(archive)) {
            throw new IllegalStateException("The JVM made no archive " + archive);
        }
        return archive;
    }

    private static FreshJvm jvm(String classPath, String... options) {
        List<String> all = new ArrayList<>(List.of("-Xmx1g"));
        all.addAll(List.of(options));
        return new FreshJvm(classPath, all, Duration.ofSeconds(Integer.getInteger("timeout", 60)));
    }

    private static void measure(
            Measurements into, FreshJvm jvm, String contender, String work, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        FreshJvm.Outcome outcome = jvm.run(main, arguments);
        outcome.values().forEach((what, millis) -> into.add(work + ", " + what, contender, millis, "ms"));
        if (outcome.failure() != null) {
            System.out.println(work + ", " + contender + ": " + outcome.failure());
        }
    }
}
