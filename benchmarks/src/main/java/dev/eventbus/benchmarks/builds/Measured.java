package dev.eventbus.benchmarks.builds;

import dev.eventbus.benchmarks.FreshJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is measured of a build, by a main class that both builds have. Benchmarks of JMH run in the JVM that was started
 * for them, which is fresh.
 *
 * @param title its name in tables, files and options
 * @param main the main class
 * @param lessIsFaster whether it measures times, not events a second
 * @param arguments the arguments of the main class
 */
record Measured(String title, String main, boolean lessIsFaster, List<String> arguments) {

    private static final String JMH = "org.openjdk.jmh.Main";
    private static final List<String> JMH_OPTIONS =
            List.of("-f", "0", "-wi", "5", "-w", "250ms", "-i", "5", "-r", "200ms", "-foe", "true", "-rf", "csv");
    private static final int JMH_SCORE = 4;

    static final List<Measured> ALL = List.of(
            jmh("direct-1", "DirectDispatch.eventbusPublisher", "-p", "handlers=1"),
            jmh("direct-8", "DirectDispatch.eventbusPublisher", "-p", "handlers=8"),
            jmh("direct-1-by-class", "DirectDispatch.eventbusPublish", "-p", "handlers=1"),
            jmh("direct-8-by-class", "DirectDispatch.eventbusPublish", "-p", "handlers=8"),
            jmh("lambdas-8", "DirectDispatch.eventbusLambda", "-p", "handlers=8"),
            jmh("refused", "RefusedPublish.eventbusPublisher"),
            jmh("refused-by-class", "RefusedPublish.eventbusPublish"),
            time("idle-latency", "channel.LatencyRun", "eventbus", "idle", "1000"),
            time("start", "start.FirstEvent", "eventbus"),
            time("start-direct", "start.FirstEvent", "eventbus, direct"),
            channel("channel-1-1", "1", "1"),
            channel("channel-1-4", "1", "4"),
            channel("channel-1-16", "1", "16"),
            channel("channel-2-1", "2", "1"));

    private static Measured jmh(String title, String benchmark, String... options) {
        List<String> arguments = new ArrayList<>(List.of(benchmark + "$"));
        arguments.addAll(List.of(options));
        arguments.addAll(JMH_OPTIONS);
        return new Measured(title, JMH, true, List.copyOf(arguments));
    }

    private static Measured time(String title, String main, String... arguments) {
        return new Measured(title, "dev.eventbus.benchmarks." + main, true, List.of(arguments));
    }

    private static Measured channel(String title, String publishers, String subscribers) {
        List<String> arguments = List.of("eventbus", publishers, subscribers, "1024", "1000");
        return new Measured(title, "dev.eventbus.benchmarks.channel.ChannelRun", false, arguments);
    }

    /**
     * Those with some titles, in their order here.
     *
     * @param titles comma-separated; empty for all
     * @throws IllegalArgumentException if there is no such title
     */
    static List<Measured> chosen(String titles) {
        if (titles.isEmpty()) {
            return ALL;
        }
        List<String> wanted = List.of(titles.split(",", -1));
        List<String> known = ALL.stream().map(Measured::title).toList();
        if (!known.containsAll(wanted)) {
            throw new IllegalArgumentException("-Dworks names " + wanted + ", but there are only " + known);
        }
        return ALL.stream().filter(measured -> wanted.contains(measured.title)).toList();
    }

    private boolean isOfJmh() {
        return main.equals(JMH);
    }

    /** The options of its JVM. */
    List<String> options() {
        return isOfJmh() ? List.of("-Xms1g", "-Xmx1g") : List.of("-Xms384m", "-Xmx384m", "-XX:+UseParallelGC");
    }

    /** Runs it, and gives what it measured, by name, or what failed. */
    FreshJvm.Outcome run(FreshJvm jvm) throws IOException, InterruptedException {
        if (!isOfJmh()) {
            return jvm.run(main, arguments.toArray(new String[0]));
        }
        Path scores = Files.createTempFile("scores", ".csv");
        try {
            List<String> all = new ArrayList<>(arguments);
            all.addAll(List.of("-rff", scores.toString()));
            FreshJvm.Outcome outcome = jvm.run(main, all.toArray(new String[0]));
            return outcome.failure() == null ? new FreshJvm.Outcome(scores(scores), null) : outcome;
        } finally {
            Files.delete(scores);
        }
    }

    private static Map<String, Double> scores(Path file) throws IOException {
        Map<String, Double> scores = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            scores.put("time, ns", Double.valueOf(line.split(",", -1)[JMH_SCORE]));
        }
        return scores;
    }
}
