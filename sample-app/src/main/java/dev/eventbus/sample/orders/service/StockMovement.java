package dev.eventbus.sample.orders.service;

/** What happened to the stock of one product. */
public record StockMovement(String sku, long reserved, long shipped) {

    /** This movement and another together. */
    public StockMovement plus(StockMovement other) {
        return new StockMovement(sku, reserved + other.reserved, shipped + other.shipped);
    }

    /** What is reserved and has not left the house yet. */
    public long open() {
        return reserved - shipped;
    }
}
