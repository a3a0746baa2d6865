package dev.eventbus.benchmarks.harness;

import java.util.List;

/** A measuring program failed; the message holds what it printed. */
final class RunFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    RunFailedException(String what, List<String> output) {
        super(what + ":\n" + String.join("\n", output));
    }
}
