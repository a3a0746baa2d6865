package com.acme;

import com.acme.billing.Ledger;
import com.acme.billing.Ledger_Handlers;
import dev.eventbus.EventBus;
import dev.eventbus.EventContext;
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
        contents.subscriber("com.acme.Guard");
        contents.subscriber("com.acme.billing.Ledger");
        contents.event("com.acme.OrderShipped", "order.shipped", 1);
        contents.dispatcher("com.acme.OrderCreated");
        contents.slot(0, 1); // Guard.check
        contents.slot(0, 0); // Guard.any
        contents.slot(1, 0); // Ledger.book
        contents.slot(1, 1); // Ledger.book
        contents.slot(1, 2); // Ledger.log
        contents.dispatcher("com.acme.OrderShipped");
        contents.slot(0, 0); // Guard.any
        contents.slot(1, 1); // Ledger.book
        contents.slot(1, 2); // Ledger.log
    }

    @Override
    public HandlerTable table(int subscriber) {
        return switch (subscriber) {
            case 0 -> new Guard_Handlers();
            case 1 -> new Ledger_Handlers();
            default -> throw new IllegalArgumentException("no subscriber " + subscriber);
        };
    }

    @Override
    public EventDescriptor event(int event) {
        if (event != 0) {
            throw new IllegalArgumentException("no event " + event);
        }
        return new OrderShipped_Event();
    }

    @Override
    public DirectDispatcher dispatcher(int dispatcher, Object[] subscribers) {
        return switch (dispatcher) {
            case 0 -> new OrderCreatedDispatcher(subscribers);
            case 1 -> new OrderShippedDispatcher(subscribers);
            default -> throw new IllegalArgumentException("no dispatcher " + dispatcher);
        };
    }

    private static final class OrderCreatedDispatcher implements DirectDispatcher {
        private final Object guardCheck;

        private final Object guardAny;

        private final Ledger ledgerBookOrderCreated;

        private final Ledger ledgerBookOrderEvent;

        private final Object ledgerLog;

        OrderCreatedDispatcher(Object[] subscribers) {
            guardCheck = subscribers[0];
            guardAny = subscribers[1];
            ledgerBookOrderCreated = (Ledger) subscribers[2];
            ledgerBookOrderEvent = (Ledger) subscribers[3];
            ledgerLog = subscribers[4];
        }

        @Override
        public Object dispatch(Object event, Object context) {
            OrderCreated orderCreated = (OrderCreated) event;
            OrderEvent orderEvent = orderCreated;
            DirectFailure failures = null;
            if (guardCheck != null) {
                try {
                    ((Guard) guardCheck).check(orderCreated, (EventContext) context);
                } catch (Throwable failure) {
                    failures = new DirectFailure(0, failure, failures);
                }
            }
            if (guardAny != null) {
                try {
                    ((Guard) guardAny).any(event);
                } catch (Throwable failure) {
                    failures = new DirectFailure(1, failure, failures);
                }
            }
            if (ledgerBookOrderCreated != null) {
                try {
                    ledgerBookOrderCreated.book(orderCreated);
                } catch (Throwable failure) {
                    failures = new DirectFailure(2, failure, failures);
                }
            }
            if (ledgerBookOrderEvent != null) {
                try {
                    ledgerBookOrderEvent.book(orderEvent);
                } catch (Throwable failure) {
                    failures = new DirectFailure(3, failure, failures);
                }
            }
            if (ledgerLog != null) {
                try {
                    Ledger_Handlers.direct2(ledgerLog, event, context);
                } catch (Throwable failure) {
                    failures = new DirectFailure(4, failure, failures);
                }
            }
            return failures;
        }
    }

    private static final class OrderShippedDispatcher implements DirectDispatcher {
        private final Object guardAny;

        private final Ledger ledgerBook;

        private final Object ledgerLog;

        OrderShippedDispatcher(Object[] subscribers) {
            guardAny = subscribers[0];
            ledgerBook = (Ledger) subscribers[1];
            ledgerLog = subscribers[2];
        }

        @Override
        public Object dispatch(Object event, Object context) {
            OrderEvent orderEvent = (OrderEvent) event;
            DirectFailure failures = null;
            if (guardAny != null) {
                try {
                    ((Guard) guardAny).any(event);
                } catch (Throwable failure) {
                    failures = new DirectFailure(0, failure, failures);
                }
            }
            if (ledgerBook != null) {
                try {
                    ledgerBook.book(orderEvent);
                } catch (Throwable failure) {
                    failures = new DirectFailure(1, failure, failures);
                }
            }
            if (ledgerLog != null) {
                try {
                    Ledger_Handlers.direct2(ledgerLog, event, context);
                } catch (Throwable failure) {
                    failures = new DirectFailure(2, failure, failures);
                }
            }
            return failures;
        }
    }
}
