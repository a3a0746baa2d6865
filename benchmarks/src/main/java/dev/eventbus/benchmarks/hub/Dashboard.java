package dev.eventbus.benchmarks.hub;

import dev.eventbus.benchmarks.harness.Comparison;
import dev.eventbus.benchmarks.harness.InterleavedRuns;
import dev.eventbus.benchmarks.harness.Run;
import dev.eventbus.benchmarks.harness.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A dashboard with 10,000 clients that come and go while updates flow, on the bus and on a hub as one writes it by
 * hand; without stuck clients, and with a tenth of them stuck ({@link HubRun}).
 *
 * <p>System properties: {@code clients} (10,000), {@code millis} (2,000), {@code rounds} (9), {@code results}.
 */
public final class Dashboard {

    private Dashboard() {}

    /**
     * Measures and prints.
     *
     * @param arguments none
     * @throws IOException if a process cannot be started, or the file not be written
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int clients = Integer.getInteger("clients", 10_000);
        String millis = Integer.toString(Integer.getInteger("millis", 2_000));
        List<Run> runs = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        for (String hub : List.of("eventbus", "eventbus-topics", "naive")) {
            for (int stuck : new int[] {0, clients / 10}) {
                String name = hub + (stuck > 0 ? "-stuck" : "");
                runs.add(new Run(
                        name, HubRun.class, List.of(hub, Integer.toString(clients), Integer.toString(stuck), millis)));
                if (!hub.equals("naive")) {
                    comparisons.add(new Comparison(name, "naive" + (stuck > 0 ? "-stuck" : "")));
                }
                if (stuck > 0) {
                    comparisons.add(new Comparison(name, hub));
                }
            }
        }
        try (InterleavedRuns interleaved = InterleavedRuns.fromProperties()) {
            interleaved.measure(new Work("Dashboard", runs, comparisons));
        }
    }
}
