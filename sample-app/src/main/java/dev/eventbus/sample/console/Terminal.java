package dev.eventbus.sample.console;

import java.io.Console;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Finds out whether a person is watching. */
public final class Terminal {

    private Terminal() {}

    /**
     * Whether standard input and output are a terminal. Up to JDK 21 there is a console only then; later ones can
     * have one without a terminal, and a method to ask it, which a program for JDK 17 has to look up.
     */
    @SuppressWarnings("SystemConsoleNull") // null still says that there is no terminal; the reverse is what changed
    public static boolean isAttached() {
        Console console = System.console();
        if (console == null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        return Runtime.version().feature() < 22 || isTerminal(console);
    }

    private static boolean isTerminal(Console console) {
        try {
            return (boolean) MethodHandles.publicLookup()
                    .findVirtual(Console.class, "isTerminal", MethodType.methodType(boolean.class))
                    .invoke(console);
        } catch (Throwable unknown) {
            return false;
        }
    }
}
