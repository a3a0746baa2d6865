package dev.eventbus.acceptance;

import dev.eventbus.Subscribe;

/** A handler that asks for retained events. */
final class Display {

    final Journal journal = new Journal();

    @Subscribe(capacity = 50, replay = 20)
    void show(Measured event) {
        journal.note(String.valueOf(event.degrees()));
    }
}
