package dev.eventbus.sample.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.SubscriptionStats;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LagMeterTest {

    private static final long LAST_ORDER = 5_000;

    @Test
    void whoHadFinishedByTheLastOrderHasNoLag() {
        LagMeter meter = new LagMeter(List.of(stats(1, 10, 0)), LAST_ORDER);

        meter.sample(List.of(stats(1, 10, 0)), LAST_ORDER + 300);

        assertThat(meter.lag(stats(1, 10, 0))).isZero();
    }

    @Test
    void theLagEndsWithTheLastEventHandledWellOrNot() {
        LagMeter meter = new LagMeter(List.of(stats(1, 10, 0), stats(2, 10, 0)), LAST_ORDER);

        meter.sample(List.of(stats(1, 11, 0), stats(2, 11, 0)), LAST_ORDER + 100);
        meter.sample(List.of(stats(1, 11, 0), stats(2, 11, 1)), LAST_ORDER + 200);
        meter.sample(List.of(stats(1, 11, 0), stats(2, 11, 1)), LAST_ORDER + 300);

        assertThat(meter.lag(stats(1, 11, 0))).isEqualTo(Duration.ofNanos(100));
        assertThat(meter.lag(stats(2, 11, 1))).isEqualTo(Duration.ofNanos(200));
    }

    private static SubscriptionStats stats(long id, long delivered, long failed) {
        return SubscriptionStats.builder(id, "some.Handler.handle")
                .delivered(delivered)
                .failed(failed)
                .build();
    }
}
