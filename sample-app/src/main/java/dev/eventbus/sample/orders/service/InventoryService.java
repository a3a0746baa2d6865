package dev.eventbus.sample.orders.service;

import dev.eventbus.Subscribe;
import dev.eventbus.sample.orders.domain.OrderLine;
import dev.eventbus.sample.orders.event.OrderCreated;
import dev.eventbus.sample.orders.event.OrderShipped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the books of the stock: reserves what is ordered, writes off what is shipped.
 *
 * <p>Its two handlers are two subscriptions, each with a channel of its own: they run at the same time, and a
 * shipment can be seen before its order. Hence the concurrent map, and sums that do not depend on the order of their
 * parts.
 */
public final class InventoryService {

    private final Map<String, StockMovement> movements = new ConcurrentHashMap<>();

    @Subscribe(capacity = Capacity.BUSINESS)
    void onOrderCreated(OrderCreated event) {
        for (OrderLine line : event.order().lines()) {
            add(new StockMovement(line.sku(), line.quantity(), 0));
        }
    }

    @Subscribe(capacity = Capacity.BUSINESS)
    void onOrderShipped(OrderShipped event) {
        for (OrderLine line : event.order().lines()) {
            add(new StockMovement(line.sku(), 0, line.quantity()));
        }
    }

    private void add(StockMovement movement) {
        movements.merge(movement.sku(), movement, StockMovement::plus);
    }

    /** Every product that moved, the most reserved first. */
    public List<StockMovement> movements() {
        return movements.values().stream()
                .sorted(Comparator.comparingLong(StockMovement::reserved)
                        .reversed()
                        .thenComparing(StockMovement::sku))
                .toList();
    }
}
