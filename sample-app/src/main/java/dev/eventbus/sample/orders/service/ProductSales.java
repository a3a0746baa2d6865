package dev.eventbus.sample.orders.service;

import dev.eventbus.sample.orders.domain.OrderLine;

/** What was sold of one product. */
public record ProductSales(String sku, long units, long cents) {

    static ProductSales of(OrderLine line) {
        return new ProductSales(line.sku(), line.quantity(), line.cents());
    }

    /** Both sales of the same product together. */
    ProductSales plus(ProductSales other) {
        return new ProductSales(sku, units + other.units, cents + other.cents);
    }
}
