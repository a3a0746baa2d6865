package dev.eventbus.benchmarks.start;

import dev.eventbus.benchmarks.ClassPath;
import dev.eventbus.benchmarks.FreshJvm;
import dev.eventbus.benchmarks.Measurements;
import dev.eventbus.benchmarks.compile.SubscriberSources;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a program waits for when it starts: for the first event to be delivered, and, after that, for many subscribers to be
 * registered and to get one event for each of their handlers. Each in a fresh JVM; contenders take turns. This project's bus
 * runs twice: with channels, as by default, and with handlers in the publisher's thread, as those of the others are.
 *
 * <p>System properties: {@code rounds} (9), {@code subscribers} (200), {@code handlers} in each (5), {@code timeout} of each
 * process in seconds (60), {@code results}.
 */
public final class StartUp {

    static final String EVENTBUS = "eventbus";
    static final String EVENTBUS_DIRECT = "eventbus, direct";
    static final String GREENROBOT = "greenrobot with index";
    static final String GUAVA = "guava";
    static final String SPRING = "spring";

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
        GeneratedSubscribers generated = new GeneratedSubscribers(
                Files.createTempDirectory("start-up"),
                new SubscriberSources(Integer.parseInt(subscribers), Integer.parseInt(handlers)));
        Map<String, String> classPaths = new LinkedHashMap<>();
        for (String contender : List.of(EVENTBUS, EVENTBUS_DIRECT, GREENROBOT, GUAVA)) {
            classPaths.put(contender, generated.compile(contender) + File.pathSeparator + ClassPath.current());
        }
        Measurements measurements = new Measurements();
        int rounds = Integer.getInteger("rounds", 9);
        // Round 0 only warms the caches of the machine.
        for (int round = 0; round <= rounds; round++) {
            Measurements into = round == 0 ? new Measurements() : measurements;
            for (String contender : List.of(EVENTBUS, EVENTBUS_DIRECT, GREENROBOT, GUAVA, SPRING)) {
                measure(into, ClassPath.current(), contender, "StartUp", FirstEvent.class, contender);
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

    private static void measure(
            Measurements into, String classPath, String contender, String work, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        FreshJvm jvm =
                new FreshJvm(classPath, List.of("-Xmx1g"), Duration.ofSeconds(Integer.getInteger("timeout", 60)));
        FreshJvm.Outcome outcome = jvm.run(main, arguments);
        outcome.values().forEach((what, millis) -> into.add(work + ", " + what, contender, millis, "ms"));
        if (outcome.failure() != null) {
            System.out.println(work + ", " + contender + ": " + outcome.failure());
        }
    }
}
