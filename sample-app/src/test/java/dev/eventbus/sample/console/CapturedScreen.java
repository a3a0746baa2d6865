package dev.eventbus.sample.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A screen that keeps what is written on it. */
public final class CapturedScreen {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Screen screen;

    public CapturedScreen() {
        screen = new Screen(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    public Screen screen() {
        return screen;
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** The cells of the row that begins with a text; columns are told apart by two spaces or more. */
    public List<String> row(String first) {
        return out().lines()
                .filter(line -> line.startsWith(first + "  "))
                .findFirst()
                .map(line -> List.of(line.split(" {2,}")))
                .orElseThrow(() -> new AssertionError("no row " + first + " in:\n" + out()));
    }
}
