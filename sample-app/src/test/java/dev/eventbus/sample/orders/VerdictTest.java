package dev.eventbus.sample.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.SubscriptionStats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final SubscriptionStats MAIL = SubscriptionStats.builder(1, "shop.Mail.onOrder")
            .delivered(100)
            .failed(40)
            .redriven(40)
            .build();
    private static final SubscriptionStats STOCK =
            SubscriptionStats.builder(2, "shop.Stock.onOrder").delivered(100).build();

    @Test
    void namesWhoWasLateAndThatNobodyElseWas() {
        assertThat(verdict(1_300, 2, 0).isolation())
                .isEqualTo("Mail.onOrder finished 1,300 ms after the last order.\n"
                        + "Nobody waited for that: the other 1 subscription had finished 2 ms after the last order.");
    }

    @Test
    void saysSoIfEveryoneKeptUp() {
        assertThat(verdict(20, 0, 0).isolation())
                .isEqualTo("Everyone kept up: all subscriptions had finished 20 ms after the last order.");
    }

    @Test
    void namesTheSubscriptionThatWouldHaveStoppedANaiveBus() {
        assertThat(verdict(1_300, 2, 5_000).naiveBus())
                .isEqualTo("Mail.onOrder alone would have stopped a bus that calls one handler after another:\n"
                        + "its calls took 5.0 s together, the orders came in 3.0 s.");
        assertThat(verdict(1_300, 2, 3_000).naiveBus()).isEmpty();
    }

    @Test
    void saysWhatBecameOfFailedMails() {
        assertThat(verdict(0, 0, 0).losses(40))
                .isEqualTo("40 mails failed twice, as the mailbox could not be reached, and became dead letters.\n"
                        + "When the mail server had recovered, 40 were redriven. Lost for good: 0.");
        assertThat(verdict(0, 0, 0).losses(0)).isEmpty();
    }

    private static Verdict verdict(int mailLagMillis, int stockLagMillis, int busyMillis) {
        return new Verdict(
                List.of(MAIL, STOCK),
                stats -> Duration.ofMillis(stats == MAIL ? mailLagMillis : stockLagMillis),
                Duration.ofSeconds(3),
                Map.of("Mail.onOrder", Duration.ofMillis(busyMillis)));
    }
}
