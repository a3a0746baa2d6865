package dev.eventbus.sample.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScreenTest {

    @Test
    void progressIsRewrittenInPlaceAndTakenAwayBeforeOtherOutput() {
        CapturedScreen captured = new CapturedScreen(true);

        captured.screen().progress(() -> "half way");
        captured.screen().out().print("done");

        assertThat(captured.out()).isEqualTo("\rhalf way\r\r        \rdone");
    }

    @Test
    void withoutATerminalThereIsNoProgress() {
        CapturedScreen captured = new CapturedScreen(false);

        captured.screen().progress(() -> {
            throw new AssertionError("nobody asked");
        });
        captured.screen().out().print("done");

        assertThat(captured.out()).isEqualTo("done");
    }
}
