package com.acme.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eventbus.EventBus;
import dev.eventbus.Subscribe;
import org.junit.jupiter.api.Test;

class StockTest {

    static final class Probe {
        int seen;

        @Subscribe
        void on(Reserve event) {
            seen++;
        }
    }

    @Test
    void subscribersOfMainAndTestWorkSideBySide() {
        Stock stock = new Stock();
        Probe probe = new Probe();
        try (EventBus bus = EventBus.open()) {
            bus.register(stock);
            bus.register(probe);
            assertEquals(2, bus.publish(new Reserve(7)).accepted());
        }
        assertEquals(7, stock.reserved);
        assertEquals(1, probe.seen);
    }

    @Test
    void theIndexesCanBeGivenByHand() {
        Probe probe = new Probe();
        try (EventBus bus = EventBus.builder()
                .index(new EventBusIndex(), new EventBusTestIndex())
                .build()) {
            bus.register(new Stock());
            bus.register(probe);
            bus.publish(new Reserve(1));
        }
        assertEquals(1, probe.seen);
    }
}
