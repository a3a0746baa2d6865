package dev.eventbus.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.eventbus.sample.console.Scenario;
import dev.eventbus.sample.orders.OrderScenario;
import dev.eventbus.sample.orders.OrderSource;
import dev.eventbus.sample.patterns.PatternScenario;
import dev.eventbus.sample.upload.UploadScenario;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @Test
    void ordersIsTheDefault() throws UsageException {
        assertThat(parse()).isEqualTo(new OrderScenario(OrderSource.SHIPPED, 1_500, 2));
        assertThat(parse("orders")).isEqualTo(parse());
        assertThat(parse("--rate", "5")).isEqualTo(parse("orders", "--rate", "5"));
    }

    @Test
    void ordersTakesASourceAndOptionsInAnyOrder() throws UsageException {
        OrderScenario expected = new OrderScenario(new OrderSource("some.ndjson"), 0, 7);

        assertThat(parse("orders", "some.ndjson", "--rate", "0", "--mail-millis", "7"))
                .isEqualTo(expected);
        assertThat(parse("orders", "--mail-millis", "7", "--rate", "0", "some.ndjson"))
                .isEqualTo(expected);
        assertThat(parse("orders", "-")).isEqualTo(new OrderScenario(new OrderSource("-"), 1_500, 2));
    }

    @Test
    void theOtherScenariosHaveTheirNames() throws UsageException {
        assertThat(parse("upload")).isEqualTo(new UploadScenario());
        assertThat(parse("patterns")).isEqualTo(new PatternScenario());
    }

    @Test
    void helpWinsOverEverything() throws UsageException {
        assertThat(parse("--help")).isEqualTo(new Help());
        assertThat(parse("upload", "--nonsense", "-h")).isEqualTo(new Help());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order                      | unknown command 'order'; to read orders from a file of this name, say: orders order",
                "--fast                     | unknown option '--fast'",
                "orders --fast              | unknown option '--fast'",
                "orders a b                 | unexpected argument 'b'",
                "orders --rate              | --rate needs a whole number from 0 to 1,000,000",
                "orders --rate -1           | --rate needs a whole number from 0 to 1,000,000, not '-1'",
                "orders --rate fast         | --rate needs a whole number from 0 to 1,000,000, not 'fast'",
                "orders --mail-millis 1001  | --mail-millis needs a whole number from 0 to 1,000, not '1001'",
                "upload now                 | upload takes no arguments, but there is 'now'",
                "patterns --rate 7          | patterns takes no arguments, but there is '--rate'",
            })
    void saysWhatIsNotUnderstood(String arguments, String message) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> parse(arguments.split(" ")))
                .withMessage(message);
    }

    private static Scenario parse(String... arguments) throws UsageException {
        return CommandLine.parse(List.of(arguments));
    }
}
