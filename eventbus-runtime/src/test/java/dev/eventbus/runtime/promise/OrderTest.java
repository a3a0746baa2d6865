package dev.eventbus.runtime.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise 3: with concurrency 1, first in, first out for each publishing thread. */
class OrderTest {

    private record Numbered(int publisher, int number) {}

    @ParameterizedTest
    @EnumSource(names = {"DROP_NEWEST", "DROP_OLDEST"})
    void eventsOfOneThreadArriveInItsOrder(Overflow overflow) throws Exception {
        int publishers = 3;
        int events = 20_000;
        int[] last = new int[publishers];
        List<String> disorder = new ArrayList<>();
        try (EventBus bus = EventBus.builder().build()) {
            bus.subscription(Numbered.class).capacity(64).overflow(overflow).handle(event -> {
                if (event.number() <= last[event.publisher()]) {
                    disorder.add(event + " after " + last[event.publisher()]);
                }
                last[event.publisher()] = event.number();
            });
            List<Thread> threads = new ArrayList<>();
            for (int p = 0; p < publishers; p++) {
                int publisher = p;
                Thread thread = new Thread(() -> {
                    for (int n = 1; n <= events; n++) {
                        bus.publish(new Numbered(publisher, n));
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(bus.awaitIdle(Duration.ofSeconds(30))).isTrue();
        }
        assertThat(disorder).isEmpty();
        if (overflow == Overflow.DROP_OLDEST) {
            // The newest of all is never displaced, so the last event of the last publisher to finish has arrived.
            assertThat(last).contains(events);
        }
    }
}
