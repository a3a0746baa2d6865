package com.acme;

import dev.eventbus.spi.generated.DeliveryCursor;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;
import java.util.List;

/** The handlers of {@link Display}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass", "unchecked"})
public final class Display_Handlers implements HandlerTable {
    /** For the index. */
    public Display_Handlers() {}

    @Override
    public Class<?> subscriberType() {
        return Display.class;
    }

    @Override
    public HandlerSpec[] handlers() {
        return new HandlerSpec[] {
            HandlerSpec.of("com.acme.Display.asManyAsFit", Measured.class).withReplay(1024),
            HandlerSpec.of("com.acme.Display.batches", Temperature.class)
                    .withCapacity(20)
                    .withReplay(10)
                    .withBatch(5),
            HandlerSpec.of("com.acme.Display.none", Temperature.class),
            HandlerSpec.of("com.acme.Display.ofWhatIsNotRetainedHere", Wind.class).withReplay(1)
        };
    }

    @Override
    public void deliver(int handler, Object subscriber, DeliveryCursor delivery) {
        switch (handler) {
            case 0, 2, 3 -> { }
            default -> throw HandlerTable.unknown("channel handler", handler);
        }
        Display display = (Display) subscriber;
        for (Object event = delivery.next(); event != null; event = delivery.next()) {
            try {
                switch (handler) {
                    case 0 -> display.asManyAsFit((Measured) event);
                    case 2 -> display.none((Temperature) event);
                    case 3 -> display.ofWhatIsNotRetainedHere((Wind) event);
                }
            } catch (Throwable failure) {
                delivery.failed(event, failure);
            }
        }
    }

    @Override
    public void deliverBatches(int handler, Object subscriber, DeliveryCursor delivery) {
        if (handler != 1) {
            throw HandlerTable.unknown("handler of batches", handler);
        }
        Display display = (Display) subscriber;
        for (List<?> events = delivery.nextBatch(); events != null; events = delivery.nextBatch()) {
            try {
                display.batches((List<Temperature>) events);
            } catch (Throwable failure) {
                delivery.failed(events, failure);
            }
        }
    }
}
