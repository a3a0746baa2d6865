package com.acme;

import dev.eventbus.Breaker;
import dev.eventbus.Overflow;
import dev.eventbus.spi.generated.DeliveryCursor;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;
import java.io.FileNotFoundException;
import java.io.IOException;

/** The handlers of {@link Everything}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass", "unchecked"})
public final class Everything_Handlers implements HandlerTable {
    /** For the index. */
    public Everything_Handlers() {}

    @Override
    public Class<?> subscriberType() {
        return Everything.class;
    }

    @Override
    public HandlerSpec[] handlers() {
        return new HandlerSpec[] {
            HandlerSpec.of("every attribute", OrderCreated.class)
                    .withTopic("**")
                    .withCapacity(1)
                    .withReplay(1)
                    .withOverflow(Overflow.BLOCK)
                    .withBlockMillis(-1L)
                    .withConcurrency(8)
                    .withTimeoutMillis(2000L)
                    .withRetry(5, 10L, 1.5, 100L, 0.0)
                    .withRetryOn(IOException.class, Everything.Broken.class)
                    .withAbortOn(FileNotFoundException.class)
                    .withBreaker(3, 0.5, 20, 1000L, 2, Breaker.WhileOpen.DROP)
                    .withFilter()
                    .withKey()
        };
    }

    @Override
    public void deliver(int handler, Object subscriber, DeliveryCursor delivery) {
        if (handler != 0) {
            throw HandlerTable.unknown("channel handler", handler);
        }
        Everything everything = (Everything) subscriber;
        for (Object event = delivery.next(); event != null; event = delivery.next()) {
            try {
                everything.onOrder((OrderCreated) event);
            } catch (Throwable failure) {
                delivery.failed(event, failure);
            }
        }
    }

    @Override
    public boolean accepts(int handler, Object subscriber, Object event) throws Throwable {
        if (handler != 0) {
            throw HandlerTable.unknown("filter of handler", handler);
        }
        Everything everything = (Everything) subscriber;
        return everything.large((OrderEvent) event);
    }

    @Override
    public Object key(int handler, Object event) throws Throwable {
        if (handler != 0) {
            throw HandlerTable.unknown("key of handler", handler);
        }
        return ((OrderCreated) event).orderId();
    }
}
