package com.acme.events;

import dev.eventbus.Event;

@Event("made")
public record Made(String id) {}
