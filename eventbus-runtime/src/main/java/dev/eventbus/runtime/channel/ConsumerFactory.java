package dev.eventbus.runtime.channel;

import dev.eventbus.BusScheduler;
import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.SafeTimer;
import dev.eventbus.runtime.subscription.BusSubscription;
import dev.eventbus.runtime.subscription.SubscriptionSpec;

/** Chooses who consumes the events of a channel: a handler, the subscriber of a stream, or receivers. */
public abstract sealed class ConsumerFactory {

    private ConsumerFactory() {}

    /**
     * Events are given to a handler.
     *
     * @param drains runs it
     * @param timer the time of retries, timeouts and breakers
     */
    public static ConsumerFactory handler(DrainQueue drains, SafeTimer timer) {
        return Handler.make(drains, timer);
    }

    /** Events are given to the subscriber of a stream, as many as it has asked for. */
    public static ConsumerFactory stream(DrainQueue drains, SafeTimer timer) {
        return Stream.make(drains, timer);
    }

    /**
     * Events are taken by the threads that hold a pull channel.
     *
     * @param scheduler the time by which they wait
     */
    public static ConsumerFactory receivers(DrainQueue drains, BusScheduler scheduler) {
        return Pull.make(drains, scheduler);
    }

    /** Whether several threads may take events at once. */
    abstract boolean hasSeveralConsumers(SubscriptionSpec spec);

    /**
     * The consumer side of a channel that is being made.
     *
     * @param host the same subscription, as its consumers need it
     * @param hasKeys whether events have keys
     */
    abstract ConsumerSide create(BusSubscription subscription, ConsumerHost host, ChannelCore core, boolean hasKeys);

    private static final class Handler extends ConsumerFactory {

        private final DrainQueue drains;
        private final SafeTimer timer;

        static ConsumerFactory make(DrainQueue drains, SafeTimer timer) { // ADR 12
            return new Handler(drains, timer);
        }

        private Handler(DrainQueue drains, SafeTimer timer) {
            this.drains = drains;
            this.timer = timer;
        }

        @Override
        boolean hasSeveralConsumers(SubscriptionSpec spec) {
            return spec.isConcurrent();
        }

        @Override
        ConsumerSide create(BusSubscription subscription, ConsumerHost host, ChannelCore core, boolean hasKeys) {
            return new HandlerDrains(subscription, host, core, hasKeys, drains, timer);
        }
    }

    private static final class Stream extends ConsumerFactory {

        private final DrainQueue drains;
        private final SafeTimer timer;

        static ConsumerFactory make(DrainQueue drains, SafeTimer timer) { // ADR 12
            return new Stream(drains, timer);
        }

        private Stream(DrainQueue drains, SafeTimer timer) {
            this.drains = drains;
            this.timer = timer;
        }

        @Override
        boolean hasSeveralConsumers(SubscriptionSpec spec) {
            return spec.isConcurrent();
        }

        @Override
        ConsumerSide create(BusSubscription subscription, ConsumerHost host, ChannelCore core, boolean hasKeys) {
            return new StreamDrains(subscription, host, core, hasKeys, drains, timer);
        }
    }

    private static final class Pull extends ConsumerFactory {

        private final DrainQueue drains;
        private final BusScheduler scheduler;

        static ConsumerFactory make(DrainQueue drains, BusScheduler scheduler) { // ADR 12
            return new Pull(drains, scheduler);
        }

        private Pull(DrainQueue drains, BusScheduler scheduler) {
            this.drains = drains;
            this.scheduler = scheduler;
        }

        @Override
        boolean hasSeveralConsumers(SubscriptionSpec spec) {
            return true;
        }

        @Override
        ConsumerSide create(BusSubscription subscription, ConsumerHost host, ChannelCore core, boolean hasKeys) {
            return new Receivers(subscription, host, core, drains, scheduler);
        }
    }
}
