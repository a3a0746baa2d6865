package dev.eventbus.sample;

import dev.eventbus.sample.console.Scenario;
import dev.eventbus.sample.console.Text;
import dev.eventbus.sample.orders.OrderScenario;
import dev.eventbus.sample.orders.OrderSource;
import dev.eventbus.sample.patterns.PatternScenario;
import dev.eventbus.sample.upload.UploadScenario;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Parses the arguments of the program. */
final class CommandLine {

    private static final int MOST_ORDERS_PER_SECOND = 1_000_000;
    private static final int MOST_MAIL_MILLIS = 1_000;

    private final Deque<String> arguments;

    private CommandLine(List<String> arguments) {
        this.arguments = new ArrayDeque<>(arguments);
    }

    /** The scenario that the arguments ask for. */
    static Scenario parse(List<String> arguments) throws UsageException {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            return new Help();
        }
        return new CommandLine(arguments).scenario();
    }

    private Scenario scenario() throws UsageException {
        // "orders" may be left out, but a lone word is a command: so that a misspelt one is not taken for a file.
        if (arguments.isEmpty() || arguments.peek().startsWith("-")) {
            return orders();
        }
        String command = arguments.remove();
        return switch (command) {
            case "orders" -> orders();
            case "upload" -> alone(command, new UploadScenario());
            case "patterns" -> alone(command, new PatternScenario());
            default ->
                throw new UsageException("unknown command " + quoted(command)
                        + "; to read orders from a file of this name, say: orders " + Text.printable(command));
        };
    }

    private Scenario orders() throws UsageException {
        OrderSource source = OrderSource.SHIPPED;
        int ordersPerSecond = OrderScenario.DEFAULT_ORDERS_PER_SECOND;
        int mailMillis = OrderScenario.DEFAULT_MAIL_MILLIS;
        while (!arguments.isEmpty()) {
            String argument = arguments.remove();
            if (argument.equals("--rate")) {
                ordersPerSecond = number(argument, MOST_ORDERS_PER_SECOND);
            } else if (argument.equals("--mail-millis")) {
                mailMillis = number(argument, MOST_MAIL_MILLIS);
            } else if (argument.startsWith("-") && !argument.equals("-")) {
                throw new UsageException("unknown option " + quoted(argument));
            } else if (argument.isEmpty() || !source.equals(OrderSource.SHIPPED)) {
                throw new UsageException("unexpected argument " + quoted(argument));
            } else {
                source = new OrderSource(argument);
            }
        }
        return new OrderScenario(source, ordersPerSecond, mailMillis);
    }

    private int number(String option, int most) throws UsageException {
        String expected = option + " needs a whole number from 0 to " + Text.count(most);
        if (arguments.isEmpty()) {
            throw new UsageException(expected);
        }
        String argument = arguments.remove();
        try {
            int number = Integer.parseInt(argument);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // the same message
        }
        throw new UsageException(expected + ", not " + quoted(argument));
    }

    private Scenario alone(String command, Scenario scenario) throws UsageException {
        if (!arguments.isEmpty()) {
            throw new UsageException(command + " takes no arguments, but there is " + quoted(arguments.element()));
        }
        return scenario;
    }

    private static String quoted(String argument) {
        return "'" + Text.printable(argument) + "'";
    }
}
