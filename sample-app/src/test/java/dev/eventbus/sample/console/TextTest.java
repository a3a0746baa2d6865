package dev.eventbus.sample.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TextTest {

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(before);
    }

    @Test
    void numbersReadTheSameInEveryCountry() {
        Locale.setDefault(Locale.GERMANY);

        assertThat(Text.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Text.euros(123_456_705)).isEqualTo("1,234,567.05 EUR");
        assertThat(Text.seconds(Duration.ofMillis(61_550))).isEqualTo("61.6 s");
    }

    @Test
    void nounsAgreeWithTheirNumber() {
        assertThat(Text.count(0, "order")).isEqualTo("0 orders");
        assertThat(Text.count(1, "order")).isEqualTo("1 order");
        assertThat(Text.count(2, "order")).isEqualTo("2 orders");
    }

    @Test
    void lessThanAMillisecondIsNotNothing() {
        assertThat(Text.millis(Duration.ZERO)).isEqualTo("0");
        assertThat(Text.millis(Duration.ofNanos(999_999))).isEqualTo("<1");
        assertThat(Text.millis(Duration.ofMillis(1_500))).isEqualTo("1,500");
    }

    @Test
    void textFromOutsideCannotControlTheTerminal() {
        assertThat(Text.printable("a\u001b[31m\n\u202eb \u00eb")).isEqualTo("a\\u001b[31m\\u000a\\u202eb \u00eb");
    }

    @Test
    void textFromOutsideIsCut() {
        assertThat(Text.printable("x".repeat(200))).isEqualTo("x".repeat(200));
        assertThat(Text.printable("x".repeat(201))).isEqualTo("x".repeat(200) + "...");
    }
}
