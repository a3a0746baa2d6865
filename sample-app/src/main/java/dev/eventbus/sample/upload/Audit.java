package dev.eventbus.sample.upload;

import dev.eventbus.EventContext;
import dev.eventbus.Subscribe;

/** Writes down every event about files, whichever it is: its type is {@code Object}, its pattern says which topics. */
final class Audit {

    private final Journal journal = new Journal();

    @Subscribe(topic = "file.*")
    void onFileEvent(Object event, EventContext context) {
        journal.write(context.topic() + ": " + event.getClass().getSimpleName());
    }

    Journal journal() {
        return journal;
    }
}
