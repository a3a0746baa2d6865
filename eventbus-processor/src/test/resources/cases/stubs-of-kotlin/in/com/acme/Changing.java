package com.acme;

import dev.eventbus.Event;

@kotlin.Metadata
@kotlin.Suppress(names = {"eventbus:mutable-event"})
@Event("changing")
final class Changing {
    private String text = "";

    String getText() {
        return text;
    }

    void setText(String text) {
        this.text = text;
    }
}
