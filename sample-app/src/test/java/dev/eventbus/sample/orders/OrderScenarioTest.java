package dev.eventbus.sample.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.sample.console.CapturedScreen;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderScenarioTest {

    private final CapturedScreen captured = new CapturedScreen();

    @Test
    void theShippedOrdersAreAllGood() throws Exception {
        assertThat(run(OrderSource.SHIPPED, InputStream.nullInputStream())).isZero();

        assertThat(captured.err()).isEmpty();
        assertThat(captured.out()).contains("5,000 orders in ");
        assertThat(captured.out()).contains("26,329 units reserved, 26,329 shipped", "0 events refused");
        assertThat(captured.row("PaymentService.onOrderCreated")).startsWith("PaymentService.onOrderCreated", "5,000");
    }

    @Test
    void noMailOfTheShippedOrdersIsLost() throws Exception {
        assertThat(run(OrderSource.SHIPPED, InputStream.nullInputStream())).isZero();

        assertThat(captured.row("EmailService.onOrderCreated"))
                .startsWith("EmailService.onOrderCreated", "5,488", "5,000", "0", "488");
        assertThat(captured.out())
                .contains("976 mails failed twice")
                .contains("976 were redriven. Lost for good: 0.")
                .contains("10,000 mails and 15,000 phone messages sent");
    }

    @Test
    void badLinesOfStandardInputAreReportedAndSkipped() throws Exception {
        InputStream in = OrdersInput.of(
                OrdersInput.anyLine(),
                "garbage\u001b[2J",
                OrdersInput.anyLine().replace("\"quantity\":2", "\"quantity\":-2"),
                "",
                OrdersInput.anyLine());

        assertThat(run(new OrderSource("-"), in)).isZero();

        assertThat(captured.err().lines().map(line -> line.substring(0, 15)))
                .containsExactly("line 2 skipped:", "line 3 skipped:", "line 4 skipped:");
        assertThat(captured.err())
                .contains("items[0].quantity is -2, must be a whole number from 1 to 10000")
                .doesNotContain("\u001b");
        assertThat(captured.out())
                .contains("2 orders in ", "paid with 33.94 EUR", "3 lines of the input skipped, see above.")
                .doesNotContain("\r");
    }

    @Test
    void ordersAreReadFromAFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("some orders.ndjson"), OrdersInput.anyLine());

        assertThat(run(new OrderSource(file.toString()), InputStream.nullInputStream()))
                .isZero();

        assertThat(captured.out()).contains("1 order in ");
    }

    @Test
    void noOrdersAreNoProblem() throws Exception {
        assertThat(run(new OrderSource("-"), InputStream.nullInputStream())).isZero();

        assertThat(captured.out()).contains("0 orders in ", "Everyone kept up");
    }

    @Test
    void aFileThatCannotBeReadIsSaidSo(@TempDir Path directory) throws Exception {
        String missing = directory.resolve("missing").toString();

        assertThat(run(new OrderSource(missing), InputStream.nullInputStream())).isEqualTo(1);
        assertThat(run(new OrderSource(directory.toString()), InputStream.nullInputStream()))
                .isEqualTo(1);

        assertThat(captured.err().lines())
                .containsExactly(
                        "sample-app: cannot read " + missing + ": no such file",
                        "sample-app: cannot read " + directory + ": it is a directory");
        assertThat(captured.out()).isEmpty();
    }

    private int run(OrderSource source, InputStream in) throws InterruptedException {
        return new OrderScenario(source, 0, 0).run(in, captured.screen());
    }
}
