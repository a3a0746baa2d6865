package dev.eventbus.benchmarks.memory;

import dev.eventbus.benchmarks.ClassPath;
import dev.eventbus.benchmarks.FreshJvm;
import dev.eventbus.benchmarks.Measurements;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Very many subscriptions that wait, each on a topic of its own: how much heap each keeps, how long subscribing them
 * takes, how many threads there are then, and what publishing to one of them costs, against a bus that has that one
 * only.
 *
 * <p>System properties: {@code counts} of subscriptions (1,100000,1000000, with commas), {@code rounds} (1), each
 * count in a fresh JVM with {@code heap} (1200m) at most; {@code timeout} in seconds of each (120); {@code results}.
 */
public final class IdleSubscriptions {

    private IdleSubscriptions() {}

    /**
     * Measures and prints.
     *
     * @param arguments none
     * @throws IOException if a process cannot be started
     * @throws InterruptedException never, unless something else interrupts
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> counts =
                List.of(System.getProperty("counts", "1,100000,1000000").split(",", -1));
        FreshJvm jvm = new FreshJvm(
                ClassPath.current(),
                List.of("-Xmx" + System.getProperty("heap", "1200m")),
                Duration.ofSeconds(Integer.getInteger("timeout", 120)));
        Measurements measurements = new Measurements();
        int rounds = Integer.getInteger("rounds", 1);
        for (int round = 1; round <= rounds; round++) {
            for (String count : counts) {
                String work = String.format(Locale.ROOT, "IdleSubscriptions, count %s", count);
                FreshJvm.Outcome outcome = jvm.run(WaitingSubscriptions.class, count);
                outcome.values().forEach((name, value) -> {
                    int unit = name.indexOf(", ");
                    measurements.add(work, name.substring(0, unit), value, name.substring(unit + 2));
                });
                if (outcome.failure() != null) {
                    System.out.println(work + ", round " + round + ": " + outcome.failure());
                }
            }
        }
        measurements.print();
    }
}
