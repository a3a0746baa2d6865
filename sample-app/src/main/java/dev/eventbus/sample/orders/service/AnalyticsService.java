package dev.eventbus.sample.orders.service;

import dev.eventbus.Subscribe;
import dev.eventbus.sample.orders.domain.OrderLine;
import dev.eventbus.sample.orders.event.OrderCreated;
import dev.eventbus.sample.orders.event.PaymentCompleted;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Adds up what the management wants to know, while the orders come in. */
public final class AnalyticsService {

    private final LongAdder orders = new LongAdder();
    private final LongAdder paidCents = new LongAdder();
    private final Map<String, ProductSales> sales = new ConcurrentHashMap<>();

    @Subscribe(capacity = Capacity.BUSINESS)
    void onOrderCreated(OrderCreated event) {
        orders.increment();
        for (OrderLine line : event.order().lines()) {
            sales.merge(line.sku(), ProductSales.of(line), ProductSales::plus);
        }
    }

    @Subscribe(capacity = Capacity.BUSINESS)
    void onPaymentCompleted(PaymentCompleted event) {
        paidCents.add(event.cents());
    }

    /** How many orders were placed. */
    public long orders() {
        return orders.sum();
    }

    /** How much money came in. */
    public long paidCents() {
        return paidCents.sum();
    }

    /** Every product that was sold, the one with the highest revenue first. */
    public List<ProductSales> sales() {
        return sales.values().stream()
                .sorted(Comparator.comparingLong(ProductSales::cents).reversed().thenComparing(ProductSales::sku))
                .toList();
    }
}
