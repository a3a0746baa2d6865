package dev.eventbus.sample.orders.domain;

import java.util.List;

/** What a customer wants to buy. */
public record Order(String orderId, Customer customer, List<OrderLine> lines) {

    public Order {
        lines = List.copyOf(lines);
    }

    /** The price of the order. */
    public long cents() {
        return lines.stream().mapToLong(OrderLine::cents).reduce(0, Math::addExact);
    }
}
