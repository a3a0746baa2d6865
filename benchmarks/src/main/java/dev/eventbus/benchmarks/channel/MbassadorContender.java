package dev.eventbus.benchmarks.channel;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import net.engio.mbassy.bus.MBassador;
import net.engio.mbassy.bus.config.BusConfiguration;
import net.engio.mbassy.bus.config.Feature;
import net.engio.mbassy.bus.error.IPublicationErrorHandler;
import net.engio.mbassy.listener.Handler;
import net.engio.mbassy.listener.Listener;
import net.engio.mbassy.listener.References;
import net.engio.mbassy.listener.Synchronized;

/**
 * MBassador's {@code publishAsync}: one queue of events, of the capacity, and two threads that bring each event to all
 * subscribers, so events may overtake each other. A full queue makes the publisher wait.
 */
final class MbassadorContender implements Contender {

    private final MBassador<Tick> bus;

    MbassadorContender(List<? extends Subscriber> subscribers, int capacity) {
        bus = new MBassador<>(new BusConfiguration()
                .addFeature(Feature.SyncPubSub.Default())
                .addFeature(Feature.AsynchronousHandlerInvocation.Default())
                .addFeature(Feature.AsynchronousMessageDispatch.Default()
                        .setNumberOfMessageDispatchers(2)
                        .setMessageQueue(new LinkedBlockingQueue<>(capacity)))
                .addPublicationErrorHandler(new IPublicationErrorHandler.ConsoleLogger()));
        subscribers.forEach(subscriber -> bus.subscribe(new TickListener(subscriber)));
    }

    @Override
    public void publish(Tick tick) {
        bus.publishAsync(tick);
    }

    @Override
    public void close() {
        bus.shutdown();
    }

    /** A listener, which the bus calls by reflection. */
    @Listener(references = References.Strong)
    public static final class TickListener {

        private final Subscriber subscriber;

        private TickListener(Subscriber subscriber) {
            this.subscriber = subscriber;
        }

        /** Handles an event. */
        @Handler
        @Synchronized
        public void onTick(Tick tick) {
            subscriber.handle(tick);
        }
    }
}
