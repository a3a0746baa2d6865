package com.acme;

import dev.eventbus.EventBus;
import dev.eventbus.spi.generated.DirectFailure;
import dev.eventbus.spi.generated.EventDescriptor;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerTable;
import dev.eventbus.spi.generated.IndexContents;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.lang.IllegalArgumentException;
import java.lang.Object;
import java.lang.Override;
import java.lang.SuppressWarnings;
import java.lang.Throwable;

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
        contents.subscriber("com.acme.Direct");
        contents.subscriber("com.acme.event");
        contents.name("batch");
        contents.name("all");
        contents.event("com.acme.String", "string", 1);
        contents.dispatcher("com.acme.DeliveryCursor");
        contents.slot(1, 4); // event.on$all
        contents.dispatcher("com.acme.Direct");
        contents.slot(0, 0); // Direct.on
        contents.slot(1, 4); // event.on$all
        contents.dispatcher("com.acme.List");
        contents.slot(1, 4); // event.on$all
        contents.dispatcher("com.acme.String");
        contents.slot(1, 2); // event.on
        contents.slot(1, 4); // event.on$all
    }

    @Override
    public HandlerTable table(int subscriber) {
        return switch (subscriber) {
            case 0 -> new Direct_Handlers();
            case 1 -> new event_Handlers();
            default -> throw new IllegalArgumentException("no subscriber " + subscriber);
        };
    }

    @Override
    public EventDescriptor event(int event) {
        if (event != 0) {
            throw new IllegalArgumentException("no event " + event);
        }
        return new String_Event();
    }

    @Override
    public dev.eventbus.spi.generated.DirectDispatcher dispatcher(int dispatcher,
            Object[] subscribers) {
        return switch (dispatcher) {
            case 0 -> new DeliveryCursorDispatcher(subscribers);
            case 1 -> new DirectDispatcher(subscribers);
            case 2 -> new ListDispatcher(subscribers);
            case 3 -> new StringDispatcher(subscribers);
            default -> throw new IllegalArgumentException("no dispatcher " + dispatcher);
        };
    }

    private static final class DeliveryCursorDispatcher implements dev.eventbus.spi.generated.DirectDispatcher {
        private final Object eventOn$all;

        DeliveryCursorDispatcher(Object[] subscribers) {
            eventOn$all = subscribers[0];
        }

        @Override
        public Object dispatch(Object event, Object context) {
            DirectFailure failures = null;
            if (eventOn$all != null) {
                try {
                    ((event) eventOn$all).on$all(event);
                } catch (Throwable failure) {
                    failures = new DirectFailure(0, failure, failures);
                }
            }
            return failures;
        }
    }

    private static final class DirectDispatcher implements dev.eventbus.spi.generated.DirectDispatcher {
        private final Object directOn;

        private final Object eventOn$all;

        DirectDispatcher(Object[] subscribers) {
            directOn = subscribers[0];
            eventOn$all = subscribers[1];
        }

        @Override
        public Object dispatch(Object event, Object context) {
            Direct direct = (Direct) event;
            DirectFailure failures = null;
            if (directOn != null) {
                try {
                    ((Direct) directOn).on(direct);
                } catch (Throwable failure) {
                    failures = new DirectFailure(0, failure, failures);
                }
            }
            if (eventOn$all != null) {
                try {
                    ((event) eventOn$all).on$all(event);
                } catch (Throwable failure) {
                    failures = new DirectFailure(1, failure, failures);
                }
            }
            return failures;
        }
    }

    private static final class ListDispatcher implements dev.eventbus.spi.generated.DirectDispatcher {
        private final Object eventOn$all;

        ListDispatcher(Object[] subscribers) {
            eventOn$all = subscribers[0];
        }

        @Override
        public Object dispatch(Object event, Object context) {
            DirectFailure failures = null;
            if (eventOn$all != null) {
                try {
                    ((event) eventOn$all).on$all(event);
                } catch (Throwable failure) {
                    failures = new DirectFailure(0, failure, failures);
                }
            }
            return failures;
        }
    }

    private static final class StringDispatcher implements dev.eventbus.spi.generated.DirectDispatcher {
        private final Object eventOn;

        private final Object eventOn$all;

        StringDispatcher(Object[] subscribers) {
            eventOn = subscribers[0];
            eventOn$all = subscribers[1];
        }

        @Override
        public Object dispatch(Object event, Object context) {
            String string = (String) event;
            DirectFailure failures = null;
            if (eventOn != null) {
                try {
                    ((event) eventOn).on(string);
                } catch (Throwable failure) {
                    failures = new DirectFailure(0, failure, failures);
                }
            }
            if (eventOn$all != null) {
                try {
                    ((event) eventOn$all).on$all(event);
                } catch (Throwable failure) {
                    failures = new DirectFailure(1, failure, failures);
                }
            }
            return failures;
        }
    }
}
