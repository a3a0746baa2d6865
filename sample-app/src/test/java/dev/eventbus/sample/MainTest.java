package dev.eventbus.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.sample.console.CapturedScreen;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {

    private final CapturedScreen captured = new CapturedScreen();

    @Test
    void helpGoesToStandardOutput() throws Exception {
        assertThat(run("--help")).isZero();

        assertThat(captured.out()).startsWith("Usage: sample-app").contains("Exit codes:");
        assertThat(captured.err()).isEmpty();
    }

    @Test
    void aWrongCommandLineIsAnsweredWithTheUsageOnStandardError() throws Exception {
        assertThat(run("nonsense")).isEqualTo(2);

        assertThat(captured.err())
                .startsWith("sample-app: unknown command 'nonsense'")
                .contains("Usage: sample-app");
        assertThat(captured.out()).isEmpty();
    }

    @Test
    void aMissingFileIsNoWrongCommandLine() throws Exception {
        assertThat(run("orders", "there-is-no-such-file")).isEqualTo(1);

        assertThat(captured.err()).isEqualTo("sample-app: cannot read there-is-no-such-file: no such file\n");
    }

    private int run(String... arguments) throws InterruptedException {
        return Main.run(List.of(arguments), InputStream.nullInputStream(), captured.screen());
    }
}
