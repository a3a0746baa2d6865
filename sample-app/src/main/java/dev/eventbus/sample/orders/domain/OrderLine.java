package dev.eventbus.sample.orders.domain;

/** One item of an order: a product, how many of it, and the price of one. */
public record OrderLine(String sku, int quantity, long unitPriceCents) {

    /** The price of the whole line. */
    public long cents() {
        return Math.multiplyExact(unitPriceCents, (long) quantity);
    }
}
