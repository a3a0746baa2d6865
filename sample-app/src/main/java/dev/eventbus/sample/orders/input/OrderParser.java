package dev.eventbus.sample.orders.input;

import dev.eventbus.sample.orders.domain.Customer;
import dev.eventbus.sample.orders.domain.Order;
import dev.eventbus.sample.orders.domain.OrderLine;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes an order of a line of JSON, or says what is wrong with the line. */
final class OrderParser {

    private static final int MAX_ITEMS = 1_000;
    private static final int MAX_QUANTITY = 10_000;
    private static final int MAX_UNIT_PRICE_CENTS = 100_000_000;

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    Order parse(String line) throws InvalidOrderException {
        if (line.isBlank()) {
            throw new InvalidOrderException("the line is empty");
        }
        JsonNode order = read(line);
        if (!order.isObject()) {
            throw new InvalidOrderException("not a JSON object");
        }
        return new Order(text(order, "", "orderId"), customer(order.path("customer")), lines(order.path("items")));
    }

    private JsonNode read(String line) throws InvalidOrderException {
        try {
            return mapper.readTree(line);
        } catch (UnexpectedEndOfInputException cut) {
            throw new InvalidOrderException("not JSON: the line ends in the middle");
        } catch (DatabindException trailing) {
            throw new InvalidOrderException("not JSON: something follows the first value");
        } catch (JacksonException malformed) {
            throw new InvalidOrderException("not JSON: " + malformed.getOriginalMessage());
        }
    }

    private static Customer customer(JsonNode customer) throws InvalidOrderException {
        if (!customer.isObject()) {
            throw new InvalidOrderException(
                    customer.isMissingNode() ? "customer is missing" : "customer is not an object");
        }
        String where = "customer.";
        return new Customer(text(customer, where, "id"), text(customer, where, "name"), text(customer, where, "email"));
    }

    private static List<OrderLine> lines(JsonNode items) throws InvalidOrderException {
        if (!items.isArray()) {
            throw new InvalidOrderException(items.isMissingNode() ? "items is missing" : "items is not an array");
        }
        if (items.isEmpty() || items.size() > MAX_ITEMS) {
            throw new InvalidOrderException("items has " + items.size() + " entries, must have 1 to " + MAX_ITEMS);
        }
        List<OrderLine> lines = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            lines.add(line(items.path(i), "items[" + i + "]"));
        }
        return lines;
    }

    private static OrderLine line(JsonNode item, String where) throws InvalidOrderException {
        if (!item.isObject()) {
            throw new InvalidOrderException(where + " is not an object");
        }
        String inside = where + ".";
        return new OrderLine(
                text(item, inside, "sku"),
                number(item, inside, "quantity", 1, MAX_QUANTITY),
                number(item, inside, "unitPriceCents", 0, MAX_UNIT_PRICE_CENTS));
    }

    private static String text(JsonNode parent, String where, String field) throws InvalidOrderException {
        JsonNode node = parent.path(field);
        if (node.isMissingNode()) {
            throw new InvalidOrderException(where + field + " is missing");
        }
        if (!node.isString() || node.stringValue().isBlank()) {
            throw new InvalidOrderException(where + field + " is " + node + ", must be a text that is not empty");
        }
        return node.stringValue();
    }

    private static int number(JsonNode parent, String where, String field, int least, int most)
            throws InvalidOrderException {
        JsonNode node = parent.path(field);
        if (node.isMissingNode()) {
            throw new InvalidOrderException(where + field + " is missing");
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
            throw new InvalidOrderException(
                    where + field + " is " + node + ", must be a whole number from " + least + " to " + most);
        }
        return node.intValue();
    }
}
