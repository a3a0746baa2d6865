package dev.eventbus.sample.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.sample.console.CapturedScreen;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class PatternScenarioTest {

    @Test
    void eachPatternMatchesWhatItSays() {
        CapturedScreen captured = new CapturedScreen();

        assertThat(new PatternScenario().run(InputStream.nullInputStream(), captured.screen()))
                .isZero();

        assertThat(captured.out().lines().skip(2))
                .containsExactly(
                        "topic                user.*  *.error    *",
                        "-------------------  ------  -------  ---",
                        "db.backup.completed       -        -  yes",
                        "db.error                  -      yes  yes",
                        "user.created            yes        -  yes",
                        "user.error              yes      yes  yes",
                        "user.renamed            yes        -  yes");
    }
}
