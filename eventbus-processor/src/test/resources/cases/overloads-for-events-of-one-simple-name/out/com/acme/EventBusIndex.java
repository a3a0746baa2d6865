package com.acme;

import dev.eventbus.EventBus;
import dev.eventbus.spi.generated.DirectDispatcher;
import dev.eventbus.spi.generated.DirectFailure;
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
        contents.subscriber("com.acme.Audit");
        contents.dispatcher("com.acme.User$Created");
        contents.slot(0, 1); // Audit.on
    }

    @Override
    public HandlerTable table(int subscriber) {
        if (subscriber != 0) {
            throw new IllegalArgumentException("no subscriber " + subscriber);
        }
        return new Audit_Handlers();
    }

    @Override
    public DirectDispatcher dispatcher(int dispatcher, Object[] subscribers) {
        if (dispatcher != 0) {
            throw new IllegalArgumentException("no dispatcher " + dispatcher);
        }
        return new UserCreatedDispatcher(subscribers);
    }

    private static final class UserCreatedDispatcher implements DirectDispatcher {
        private final Object auditOn;

        UserCreatedDispatcher(Object[] subscribers) {
            auditOn = subscribers[0];
        }

        @Override
        public Object dispatch(Object event, Object context) {
            User.Created created = (User.Created) event;
            DirectFailure failures = null;
            if (auditOn != null) {
                try {
                    ((Audit) auditOn).on(created);
                } catch (Throwable failure) {
                    failures = new DirectFailure(0, failure, failures);
                }
            }
            return failures;
        }
    }
}
