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
        contents.subscriber("com.acme.Auxiliary");
        contents.subscriber("com.acme.Newer");
        contents.subscriber("com.acme.Old");
        contents.event("com.acme.Old$OldEvent", "old", 1);
        contents.dispatcher("com.acme.Old$OldEvent");
        contents.slot(2, 0); // Old.onOld
    }

    @Override
    public HandlerTable table(int subscriber) {
        return switch (subscriber) {
            case 0 -> new Auxiliary_Handlers();
            case 1 -> new Newer_Handlers();
            case 2 -> new Old_Handlers();
            default -> throw new IllegalArgumentException("no subscriber " + subscriber);
        };
    }

    @Override
    public EventDescriptor event(int event) {
        if (event != 0) {
            throw new IllegalArgumentException("no event " + event);
        }
        return new Old_OldEvent_Event();
    }

    @Override
    public DirectDispatcher dispatcher(int dispatcher, Object[] subscribers) {
        if (dispatcher != 0) {
            throw new IllegalArgumentException("no dispatcher " + dispatcher);
        }
        return new OldOldEventDispatcher(subscribers);
    }

    private static final class OldOldEventDispatcher implements DirectDispatcher {
        private final Object oldOnOld;

        OldOldEventDispatcher(Object[] subscribers) {
            oldOnOld = subscribers[0];
        }

        @Override
        public Object dispatch(Object event, Object context) {
            Old.OldEvent oldEvent = (Old.OldEvent) event;
            DirectFailure failures = null;
            if (oldOnOld != null) {
                try {
                    ((Old) oldOnOld).onOld(oldEvent);
                } catch (Throwable failure) {
                    failures = new DirectFailure(0, failure, failures);
                }
            }
            return failures;
        }
    }
}
