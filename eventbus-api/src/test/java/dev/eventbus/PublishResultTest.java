package dev.eventbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Each result has its own numbers, whichever were created before; a result that is often needed is created once. */
class PublishResultTest {

    @Test
    void eachHasItsOwnNumbers() {
        for (int dropped = 0; dropped < 600; dropped = dropped * 2 + 1) {
            for (int accepted = 0; accepted < 600; accepted++) {
                PublishResult result = PublishResult.of(accepted, dropped);
                assertThat(result.accepted()).isEqualTo(accepted);
                assertThat(result.dropped()).isEqualTo(dropped);
                assertThat(result.matched()).isEqualTo(accepted + dropped);
                assertThat(result).isEqualTo(PublishResult.of(accepted, dropped));
                assertThat(result).hasSameHashCodeAs(PublishResult.of(accepted, dropped));
            }
        }
    }

    @Test
    void theSameAgainAllocatesNothing() {
        assertThat(PublishResult.of(3, 0)).isSameAs(PublishResult.of(3, 0));
        assertThat(PublishResult.of(3, 1)).isSameAs(PublishResult.of(3, 1));
        assertThat(PublishResult.of(3, 500)).isSameAs(PublishResult.of(3, 500));
        assertThat(PublishResult.of(10_000, 0)).isSameAs(PublishResult.of(10_000, 0));
        assertThat(PublishResult.of(Integer.MAX_VALUE, Integer.MAX_VALUE))
                .isSameAs(PublishResult.of(Integer.MAX_VALUE, Integer.MAX_VALUE));
    }

    @Test
    void negativeNumbersAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PublishResult.of(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> PublishResult.of(0, -1));
    }
}
