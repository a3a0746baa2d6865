package dev.eventbus.sample.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.sample.console.CapturedScreen;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class UploadScenarioTest {

    private final CapturedScreen captured = new CapturedScreen();

    @Test
    void theIndexerFailsAlone() {
        assertThat(new UploadScenario().run(InputStream.nullInputStream(), captured.screen()))
                .isZero();

        assertThat(captured.row("Notifier.onFileUploaded")).startsWith(row("Notifier.onFileUploaded", 6, 6, 0, 0));
        assertThat(captured.row("Indexer.onFileUploaded")).startsWith(row("Indexer.onFileUploaded", 6, 4, 0, 2));
        assertThat(captured.row("Audit.onFileEvent")).startsWith(row("Audit.onFileEvent", 6, 6, 0, 0));
    }

    @Test
    void everyServiceTellsWhatItDid() {
        new UploadScenario().run(InputStream.nullInputStream(), captured.screen());

        assertThat(captured.out())
                .contains("holiday.jpg, 8 characters", "told Kofi about holiday.jpg", "file.uploaded: FileUploaded")
                .contains("indexed todo.txt, 5 different words")
                .doesNotContain("indexed holiday.jpg", "indexed backup.zip");
    }

    /** Without the peak depth, which depends on timing. */
    private static String[] row(String name, int accepted, int delivered, int dropped, int failed) {
        return new String[] {name, "" + accepted, "" + delivered, "" + dropped, "" + failed};
    }
}
