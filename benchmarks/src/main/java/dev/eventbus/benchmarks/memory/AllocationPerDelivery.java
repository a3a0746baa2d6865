package dev.eventbus.benchmarks.memory;

import dev.eventbus.benchmarks.ClassPath;
import dev.eventbus.benchmarks.FreshJvm;
import dev.eventbus.benchmarks.Measurements;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Bytes that all threads together allocate for each delivery, publisher and threads of the bus alike. Events are
 * published to 1 channel and to 16 under {@link dev.eventbus.Overflow#BLOCK}, so that none is lost; the event itself
 * is made beforehand.
 *
 * <p>System properties: {@code events} (5,000,000), {@code rounds} (3), each in a fresh JVM; {@code timeout} in
 * seconds (120); {@code results}.
 */
public final class AllocationPerDelivery {

    private AllocationPerDelivery() {}

    /**
     * Measures and prints.
     *
     * @param arguments none
     * @throws IOException if a process cannot be started
     * @throws InterruptedException never, unless something else interrupts
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String events = Integer.toString(Integer.getInteger("events", 5_000_000));
        FreshJvm jvm = new FreshJvm(
                ClassPath.current(), List.of("-Xmx1g"), Duration.ofSeconds(Integer.getInteger("timeout", 120)));
        Measurements measurements = new Measurements();
        int rounds = Integer.getInteger("rounds", 3);
        for (int round = 1; round <= rounds; round++) {
            for (String channels : List.of("1", "16")) {
                String work = "AllocationPerDelivery, channels " + channels;
                FreshJvm.Outcome outcome = jvm.run(CountedDeliveries.class, channels, events);
                outcome.values().forEach((unit, value) -> measurements.add(work, "eventbus", value, unit));
                if (outcome.failure() != null) {
                    System.out.println(work + ", round " + round + ": " + outcome.failure());
                }
            }
        }
        measurements.print();
    }
}
