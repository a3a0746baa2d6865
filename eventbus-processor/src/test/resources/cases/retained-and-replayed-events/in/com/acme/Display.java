package com.acme;

import dev.eventbus.Subscribe;
import java.util.List;

class Display {
    @Subscribe(replay = 1024)
    void asManyAsFit(Measured event) {}

    @Subscribe(capacity = 20, replay = Measured.RETAINED, batch = 5)
    void batches(List<Temperature> events) {}

    @Subscribe(replay = 1)
    void ofWhatIsNotRetainedHere(Wind event) {}

    @Subscribe(replay = 0)
    void none(Temperature event) {}
}
