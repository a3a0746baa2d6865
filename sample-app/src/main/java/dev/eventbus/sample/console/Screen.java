package dev.eventbus.sample.console;

import java.io.PrintStream;
import java.util.function.Supplier;

/** Where a scenario writes: results, problems and, if a person is watching, a line of progress. */
public final class Screen {

    private static final long REFRESH_NANOS = 100_000_000;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private long shownAtNanos = System.nanoTime() - REFRESH_NANOS;
    private int shownLength;

    public Screen(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** For results. Takes the progress line away first. */
    public PrintStream out() {
        clearProgress();
        return out;
    }

    /** For problems. Takes the progress line away first. */
    public PrintStream err() {
        clearProgress();
        return err;
    }

    /** Shows how far things are, in a line that is rewritten in place; does nothing if no terminal is attached. */
    public void progress(Supplier<String> text) {
        long now = System.nanoTime();
        if (!terminal || now - shownAtNanos < REFRESH_NANOS) {
            return;
        }
        String line = text.get();
        rewrite(line + " ".repeat(Math.max(0, shownLength - line.length())));
        shownLength = line.length();
        shownAtNanos = now;
    }

    private void clearProgress() {
        if (shownLength > 0) {
            rewrite(" ".repeat(shownLength));
            shownLength = 0;
        }
    }

    // Ends at the beginning of the line, so that a log line that comes in between covers it.
    private void rewrite(String line) {
        out.print("\r" + line + "\r");
        out.flush();
    }
}
