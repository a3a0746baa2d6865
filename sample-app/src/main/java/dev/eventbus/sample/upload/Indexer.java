package dev.eventbus.sample.upload;

import dev.eventbus.Subscribe;
import java.util.regex.Pattern;

/** Makes files searchable, and fails for those that are not text. */
final class Indexer {

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Journal journal = new Journal();

    @Subscribe
    void onFileUploaded(FileUploaded event) throws UnreadableFileException {
        if (event.content().indexOf('\0') >= 0) {
            throw new UnreadableFileException(event.name() + " is not text");
        }
        long words = SPACE.splitAsStream(event.content().strip()).distinct().count();
        journal.write("indexed " + event.name() + ", " + words + " different words");
    }

    Journal journal() {
        return journal;
    }
}
