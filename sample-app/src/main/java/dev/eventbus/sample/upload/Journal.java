package dev.eventbus.sample.upload;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a service did, in its own words: written by its handler, read by the report. */
final class Journal {

    private final List<String> entries = new CopyOnWriteArrayList<>();

    void write(String entry) {
        entries.add(entry);
    }

    List<String> entries() {
        return List.copyOf(entries);
    }
}
