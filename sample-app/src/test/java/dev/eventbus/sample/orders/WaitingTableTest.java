package dev.eventbus.sample.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BusStats;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.sample.console.CapturedScreen;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitingTableTest {

    private final CapturedScreen captured = new CapturedScreen();
    private final WaitingTable table = new WaitingTable(captured.screen(), 0);

    @Test
    void aRowEveryHalfSecondSaysWhatWaitsForEachService() {
        update(499, 700);
        update(500, 750);
        update(999, 1_400);
        update(1_010, 1_500);

        assertThat(captured.out().lines())
                .containsExactly(
                        "Events that wait for each service:",
                        "    time    orders         Email       Payment",
                        "   0.5 s       750         1,003             0",
                        "   1.0 s     1,500         1,003             0");
    }

    private void update(long millis, long orders) {
        table.update(
                TimeUnit.MILLISECONDS.toNanos(millis),
                orders,
                () -> BusStats.of(
                        List.of(
                                SubscriptionStats.builder(1, "shop.EmailService.onOrderCreated")
                                        .queued(1_000)
                                        .inProgress(1)
                                        .build(),
                                SubscriptionStats.builder(2, "shop.PaymentService.onOrderCreated")
                                        .build(),
                                SubscriptionStats.builder(3, "shop.EmailService.onOrderShipped")
                                        .inProgress(2)
                                        .build()),
                        0,
                        0));
    }
}
