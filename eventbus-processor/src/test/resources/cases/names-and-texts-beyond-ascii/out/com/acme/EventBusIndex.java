package com.acme;

import dev.eventbus.EventBus;
import dev.eventbus.spi.generated.DirectDispatcher;
import dev.eventbus.spi.generated.DirectFailure;
import dev.eventbus.spi.generated.EventDescriptor;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerTable;
import dev.eventbus.spi.generated.IndexContents;
import dev.eventbus.spi.generated.SubscriberIndex;

/**
 * The subscribers and events of this compilation, to be given to {@link EventBus.Builder#index}.
 *
 * <p>Written by the annotation processor; only the class and its constructor are API.
 */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass"})
public final class EventBusIndex implements SubscriberIndex {
    /** An index. Cheap: what it names is loaded when it is needed. */
    public EventBusIndex() {}

    @Override
    public int abi() {
        return 1;
    }

    @Override
    public void describe(IndexContents contents) {
        contents.subscriber("com.acme.Display");
        contents.name("\\u0041 \\\u20ac");
        contents.event("com.acme.PriceChanged", "preis.\u20ac", 1);
        contents.dispatcher("com.acme.PriceChanged");
        contents.slot(0, 1); // Display.\ud835\udd04
    }

    @Override
    public HandlerTable table(int subscriber) {
        if (subscriber != 0) {
            throw new IllegalArgumentException("no subscriber " + subscriber);
        }
        return new Display_Handlers();
    }

    @Override
    public EventDescriptor event(int event) {
        if (event != 0) {
            throw new IllegalArgumentException("no event " + event);
        }
        return new PriceChanged_Event();
    }

    @Override
    public DirectDispatcher dispatcher(int dispatcher, Object[] subscribers) {
        if (dispatcher != 0) {
            throw new IllegalArgumentException("no dispatcher " + dispatcher);
        }
        return new PriceChangedDispatcher(subscribers);
    }

    private static final class PriceChangedDispatcher implements DirectDispatcher {
        private final Object display\ud835\udd04;

        PriceChangedDispatcher(Object[] subscribers) {
            display\ud835\udd04 = subscribers[0];
        }

        @Override
        public Object dispatch(Object event, Object context) {
            PriceChanged priceChanged = (PriceChanged) event;
            DirectFailure failures = null;
            if (display\ud835\udd04 != null) {
                try {
                    ((Display) display\ud835\udd04).\ud835\udd04(priceChanged);
                } catch (Throwable failure) {
                    failures = new DirectFailure(0, failure, failures);
                }
            }
            return failures;
        }
    }
}
