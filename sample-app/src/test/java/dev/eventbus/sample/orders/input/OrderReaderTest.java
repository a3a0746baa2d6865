package dev.eventbus.sample.orders.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.sample.orders.domain.Customer;
import dev.eventbus.sample.orders.domain.Order;
import dev.eventbus.sample.orders.domain.OrderLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderReaderTest {

    private static final String GOOD = """
            {"orderId":"O-1","customer":{"id":"C-1","name":"Zoë","email":"zoe@example.com"},\
            "items":[{"sku":"PEN","quantity":3,"unitPriceCents":249},{"sku":"INK","quantity":1,"unitPriceCents":0}]}""";

    private final List<String> problems = new ArrayList<>();

    @Test
    void readsAnOrder() throws IOException {
        assertThat(read(GOOD))
                .containsExactly(new Order(
                        "O-1",
                        new Customer("C-1", "Zoë", "zoe@example.com"),
                        List.of(new OrderLine("PEN", 3, 249), new OrderLine("INK", 1, 0))));
        assertThat(problems).isEmpty();
    }

    @Test
    void addsUpAnOrder() throws IOException {
        assertThat(read(GOOD)).extracting(Order::cents).containsExactly(747L);
    }

    @Test
    void ignoresFieldsThatItDoesNotKnow() throws IOException {
        assertThat(read(GOOD.replace("{\"orderId\"", "{\"voucher\":[1,{}],\"orderId\"")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s\n%s\n", "%s\n%s", "%s\r\n%s\r\n", "\uFEFF%s\n%s"})
    void readsLinesHoweverTheyEnd(String lines) throws IOException {
        assertThat(read(lines.formatted(GOOD, GOOD))).hasSize(2);
        assertThat(problems).isEmpty();
    }

    @Test
    void anEmptyInputHasNoOrders() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void goesOnAfterABadLineAndTellsItsNumber() throws IOException {
        OrderReader reader = reader((GOOD + "\nnonsense\n\n" + GOOD).getBytes(UTF_8));

        assertThat(all(reader)).hasSize(2);
        assertThat(reader.skipped()).isEqualTo(2);
        assertThat(problems).hasSize(2);
        assertThat(problems.get(0)).startsWith("2: not JSON: ");
        assertThat(problems.get(1)).isEqualTo("3: the line is empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"orderId\":\"O-1\",'      | ''                             | orderId is missing",
                "'\"O-1\"'                   | '7'                            | 'orderId is 7, must be a text that is not empty'",
                "'\"O-1\"'                   | '\" \"'                        | 'orderId is \" \", must be a text that is not empty'",
                "'\"O-1\"'                   | 'null'                         | 'orderId is null, must be a text that is not empty'",
                "'\"customer\"'              | '\"client\"'                   | customer is missing",
                "'\"email\"'                 | '\"fax\"'                      | customer.email is missing",
                "'\"items\"'                 | '\"lines\"'                    | items is missing",
                "'\"quantity\":3,'           | ''                             | 'items[0].quantity is missing'",
                "'\"quantity\":3'            | '\"quantity\":-3'              | 'items[0].quantity is -3, must be a whole number from 1 to 10000'",
                "'\"quantity\":3'            | '\"quantity\":0'               | 'items[0].quantity is 0, must be a whole number from 1 to 10000'",
                "'\"quantity\":3'            | '\"quantity\":1.5'             | 'items[0].quantity is 1.5, must be a whole number from 1 to 10000'",
                "'\"quantity\":3'            | '\"quantity\":\"3\"'           | 'items[0].quantity is \"3\", must be a whole number from 1 to 10000'",
                "'\"quantity\":3'            | '\"quantity\":10001'           | 'items[0].quantity is 10001, must be a whole number from 1 to 10000'",
                "'\"quantity\":3'            | '\"quantity\":99999999999999'  | 'items[0].quantity is 99999999999999, must be a whole number from 1 to 10000'",
                "'\"unitPriceCents\":0'      | '\"unitPriceCents\":-1'        | 'items[1].unitPriceCents is -1, must be a whole number from 0 to 100000000'",
                "'\"sku\":\"INK\"'           | '\"sku\":\"\"'                 | 'items[1].sku is \"\", must be a text that is not empty'",
            })
    void saysWhatIsWrong(String text, String replacement, String problem) throws IOException {
        String line = GOOD.replace(text, replacement);
        assertThat(line).isNotEqualTo(GOOD);

        assertThat(read(line)).isEmpty();
        assertThat(problems).containsExactly("1: " + problem);
    }

    @Test
    void saysThatItemsAreNotThere() throws IOException {
        read(GOOD.replaceFirst("\\[.*]", "[]"));
        read(GOOD.replaceFirst("\\[.*]", "{}"));
        read(GOOD.replaceFirst("\\[.*]", "[7]"));

        assertThat(problems)
                .containsExactly(
                        "1: items has 0 entries, must have 1 to 1000",
                        "1: items is not an array",
                        "1: items[0] is not an object");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                    | the line ends in the middle",
                "{\"orderId\":\"O-1                     | the line ends in the middle",
                "{} {}                                | something follows the first value",
                "{\"a\":1,\"a\":2}                     | Duplicate Object property \"a\"",
                "{'a':1}                              | Unexpected character (''' (code 39))",
                "{\"a\":NaN}                           | Non-standard token 'NaN'",
            })
    void onlyStrictJsonIsJson(String line, String problem) throws IOException {
        assertThat(read(line)).isEmpty();
        assertThat(problems).singleElement().asString().startsWith("1: not JSON: " + problem);
    }

    @Test
    void nestingIsLimited() throws IOException {
        assertThat(read("[".repeat(100_000))).isEmpty();
        assertThat(problems).singleElement().asString().startsWith("1: not JSON: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "\"order\"", "null"})
    void anOrderIsAnObject(String line) throws IOException {
        assertThat(read(line)).isEmpty();
        assertThat(problems).containsExactly("1: not a JSON object");
    }

    @Test
    void theInputIsUtf8() throws IOException {
        assertThat(all(reader(new byte[] {'"', (byte) 0xeb, '"'}))).isEmpty();
        assertThat(problems).containsExactly("1: the line is not valid UTF-8");
    }

    @Test
    void aLineThatIsTooLongIsSkipped() throws IOException {
        assertThat(read("x".repeat((1 << 20) + 1) + "\n" + GOOD)).hasSize(1);
        assertThat(problems).containsExactly("1: the line is longer than 1048576 bytes");
    }

    private List<Order> read(String input) throws IOException {
        return all(reader(input.getBytes(UTF_8)));
    }

    private OrderReader reader(byte[] input) {
        return new OrderReader(
                new ByteArrayInputStream(input), (number, problem) -> problems.add(number + ": " + problem));
    }

    private static List<Order> all(OrderReader reader) throws IOException {
        List<Order> orders = new ArrayList<>();
        for (Order order = reader.next(); order != null; order = reader.next()) {
            orders.add(order);
        }
        return orders;
    }
}
