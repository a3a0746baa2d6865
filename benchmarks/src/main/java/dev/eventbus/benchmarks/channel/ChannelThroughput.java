package dev.eventbus.benchmarks.channel;

import dev.eventbus.benchmarks.harness.InterleavedRuns;
import dev.eventbus.benchmarks.harness.Run;
import dev.eventbus.benchmarks.harness.Work;
import java.io.IOException;
import java.util.List;

/**
 * Compares how many events a second contenders deliver without losing any, for some numbers of publishers and
 * subscribers. Contenders take turns, each in a fresh JVM; see {@link ChannelRun} for what one does.
 *
 * <p>System properties: {@code shapes}, as publishers-subscribers-capacity ({@value #SHAPES}); {@code contenders}
 * (all); {@code millis}, for how long each is measured after its warm-up (2,000); and those of {@link
 * InterleavedRuns}.
 */
public final class ChannelThroughput {

    private static final String SHAPES = "1-1-1024,1-1-65536,1-4-1024,1-16-1024,1-64-1024,2-1-1024";

    private ChannelThroughput() {}

    /**
     * Measures and prints.
     *
     * @param arguments none
     * @throws IOException if a process cannot be started, or the file of results not be written
     * @throws InterruptedException never, unless something else interrupts
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> contenders = list("contenders", String.join(",", Contenders.NAMES));
        String millis = Integer.getInteger("millis", 2_000).toString();
        try (InterleavedRuns runs = InterleavedRuns.fromProperties()) {
            for (Shape shape : list("shapes", SHAPES).stream().map(Shape::parse).toList()) {
                List<Run> all = contenders.stream()
                        .map(contender -> new Run(contender, ChannelRun.class, arguments(contender, shape, millis)))
                        .toList();
                runs.measure(Work.comparing("channel " + shape, all, Contenders.OURS));
            }
        }
    }

    private static List<String> arguments(String contender, Shape shape, String millis) {
        return List.of(
                contender,
                Integer.toString(shape.publishers()),
                Integer.toString(shape.subscribers()),
                Integer.toString(shape.capacity()),
                millis);
    }

    private static List<String> list(String property, String otherwise) {
        return List.of(System.getProperty(property, otherwise).split(",", -1));
    }
}
