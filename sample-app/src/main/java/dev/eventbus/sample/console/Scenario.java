package dev.eventbus.sample.console;

import java.io.InputStream;

/** Something that the sample can do. */
@FunctionalInterface
public interface Scenario {

    /** Runs it, with something to read and something to write on; returns the exit code of the program. */
    int run(InputStream in, Screen screen) throws InterruptedException;
}
