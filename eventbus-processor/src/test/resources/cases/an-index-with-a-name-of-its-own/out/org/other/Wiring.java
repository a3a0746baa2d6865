package org.other;

import com.acme.Loose_Handlers;
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
public final class Wiring implements SubscriberIndex {
    /** An index. Cheap: what it names is loaded when it is needed. */
    public Wiring() {}

    @Override
    public int abi() {
        return 1;
    }

    @Override
    public void describe(IndexContents contents) {
        contents.subscriber("com.acme.Loose");
        contents.dispatcher("java.lang.String");
        contents.slot(0, 0); // Loose.onText
    }

    @Override
    public HandlerTable table(int subscriber) {
        if (subscriber != 0) {
            throw new IllegalArgumentException("no subscriber " + subscriber);
        }
        return new Loose_Handlers();
    }

    @Override
    public DirectDispatcher dispatcher(int dispatcher, Object[] subscribers) {
        if (dispatcher != 0) {
            throw new IllegalArgumentException("no dispatcher " + dispatcher);
        }
        return new StringDispatcher(subscribers);
    }

    private static final class StringDispatcher implements DirectDispatcher {
        private final Object looseOnText;

        StringDispatcher(Object[] subscribers) {
            looseOnText = subscribers[0];
        }

        @Override
        public Object dispatch(Object event, Object context) {
            DirectFailure failures = null;
            if (looseOnText != null) {
                try {
                    Loose_Handlers.direct0(looseOnText, event, context);
                } catch (Throwable failure) {
                    failures = new DirectFailure(0, failure, failures);
                }
            }
            return failures;
        }
    }
}
