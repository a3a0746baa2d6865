package dev.eventbus.acceptance;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What handlers have seen, in order. */
public final class Journal {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    /** Notes a line. */
    public void note(String line) {
        lines.add(line);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
