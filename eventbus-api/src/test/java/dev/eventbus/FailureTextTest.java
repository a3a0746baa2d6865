package dev.eventbus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.PublishReport.Delivery;
import dev.eventbus.PublishReport.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dead letter and a report show why a handler failed, as far as that says nothing of the event. */
class FailureTextTest {

    private record Card(String number, int code) {}

    private record Payment(String order, Card card) {}

    private static final Payment PAYMENT = new Payment("o-17", new Card("4111-2222", 7));

    private static final class Closed {}

    private static final class Harmful {
        @Override
        public String toString() {
            throw new StackOverflowError("expected");
        }
    }

    private static final class Talkative extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("expected");
        }
    }

    private static String shown(Object event, Throwable cause) {
        String letter = DeadLetter.builder(1, event, "topic")
                .reason(DeadLetter.Reason.FAILED, cause)
                .build()
                .toString();
        String report = PublishReport.of("id", event, List.of(Delivery.of(1, "mailer", Outcome.FAILED, null, cause)))
                .toString();
        String inLetter = letter.substring(letter.indexOf("cause=") + 6, letter.indexOf(", attempts="));
        String inReport = report.substring(report.indexOf("FAILED (") + 8, report.length() - 2);
        assertThat(inReport).isEqualTo(inLetter);
        return inLetter;
    }

    private static String shown(Object event, @Nullable String message) {
        return shown(event, new IllegalStateException(message));
    }

    @Test
    void theMessageIsShown() {
        assertThat(shown(PAYMENT, "the bank is down")).isEqualTo("java.lang.IllegalStateException: the bank is down");
        assertThat(shown("event", "expected")).isEqualTo("java.lang.IllegalStateException: expected");
        assertThat(shown(1, "no room for 10")).isEqualTo("java.lang.IllegalStateException: no room for 10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cannot pay Payment[order=o-17, card=Card[number=4111-2222, code=7]]",
                "4111 is refused",
                "For input string: \"x4111x\"",
                "O-17 IS REFUSED",
                "code 7",
                "7",
                "(7)"
            })
    void aMessageThatRepeatsAnythingOfTheEventIsNot(String message) {
        assertThat(shown(PAYMENT, message)).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void nothingIsShownOfAnEventThatSaysNothingAboutItself() {
        assertThat(shown(new Closed(), "the bank is down")).isEqualTo("java.lang.IllegalStateException");
        assertThat(shown(new Harmful(), "the bank is down")).isEqualTo("java.lang.IllegalStateException");
        assertThat(shown(new byte[] {1}, "the bank is down")).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void aThrowableThatCannotBeShownIsShownByItsClass() {
        assertThat(shown(PAYMENT, new Talkative())).isEqualTo(Talkative.class.getName());
        assertThat(shown(PAYMENT, (String) null)).isEqualTo("java.lang.IllegalStateException");
        assertThat(shown(PAYMENT, " ")).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void aMessageIsOneShortLine() {
        String forged = shown(PAYMENT, "bank\r\n\u2028down " + "x".repeat(10_000));
        assertThat(forged)
                .startsWith("java.lang.IllegalStateException: bank down xxx")
                .endsWith("x...")
                .hasSizeLessThan(300);
    }

    @Test
    void aDeliveryAloneDoesNotKnowTheEvent() {
        Delivery delivery =
                Delivery.of(1, "mailer", Outcome.FAILED, null, new IllegalStateException("the bank is down"));
        assertThat(delivery).hasToString("mailer FAILED (java.lang.IllegalStateException)");
        assertThat(PublishReport.of(List.of(delivery)).toString()).doesNotContain("bank");
    }
}
