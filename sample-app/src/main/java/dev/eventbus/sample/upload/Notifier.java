package dev.eventbus.sample.upload;

import dev.eventbus.Subscribe;

/** Notifies owners that their file has arrived. */
final class Notifier {

    private final Journal journal = new Journal();

    @Subscribe
    void onFileUploaded(FileUploaded event) {
        journal.write("told " + event.owner() + " about " + event.name());
    }

    Journal journal() {
        return journal;
    }
}
