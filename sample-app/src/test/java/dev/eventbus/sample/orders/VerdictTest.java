package dev.eventbus.sample.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.DropReason;
import dev.eventbus.SubscriptionStats;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void namesThoseThatDropped() {
        SubscriptionStats mail = stats(1, "shop.Mail.onOrder", 60, 40);
        SubscriptionStats stock = stats(2, "shop.Stock.onOrder", 100, 0);

        assertThat(Verdict.of(List.of(mail, stock), stats -> Duration.ofMillis(stats == mail ? 130 : 2)))
                .isEqualTo("Mail.onOrder could not keep up:\ndropped 40 of 100 events, as the overflow policy says,"
                        + " and had finished 130 ms after the last order.\n"
                        + "Nobody else was held up: the others (1 subscription)\ndropped nothing"
                        + " and had finished 2 ms after the last order.");
    }

    @Test
    void saysSoIfEveryoneKeptUp() {
        SubscriptionStats stock = stats(2, "shop.Stock.onOrder", 100, 0);

        assertThat(Verdict.of(List.of(stock), stats -> Duration.ZERO))
                .isEqualTo("Everyone kept up: nothing was dropped, and all had finished with the last order.");
    }

    private static SubscriptionStats stats(long id, String name, long delivered, long dropped) {
        return SubscriptionStats.builder(id, name)
                .accepted(delivered)
                .delivered(delivered)
                .count(DropReason.OVERFLOW, dropped)
                .build();
    }
}
