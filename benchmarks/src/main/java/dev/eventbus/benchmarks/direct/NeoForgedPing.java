package dev.eventbus.benchmarks.direct;

import net.neoforged.bus.api.Event;

/** The same for NeoForged, whose events extend a class of its own. */
public final class NeoForgedPing extends Event {}
