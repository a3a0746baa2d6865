package dev.eventbus.sample;

import dev.eventbus.sample.console.Scenario;
import dev.eventbus.sample.console.Screen;
import java.io.InputStream;
import java.util.List;

/** The program: reads the command line and runs what it says. */
public final class Main {

    private Main() {}

    /** Runs the sample. Exits the JVM only after a problem, because a build may run it in its own JVM. */
    public static void main(String[] arguments) throws InterruptedException {
        Screen screen = new Screen(System.out, System.err);
        int exitCode = run(List.of(arguments), System.in, screen);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    static int run(List<String> arguments, InputStream in, Screen screen) throws InterruptedException {
        Scenario scenario;
        try {
            scenario = CommandLine.parse(arguments);
        } catch (UsageException wrong) {
            screen.err().println("sample-app: " + wrong.getMessage() + "\n");
            screen.err().print(Help.TEXT);
            return UsageException.EXIT_CODE;
        }
        return scenario.run(in, screen);
    }
}
