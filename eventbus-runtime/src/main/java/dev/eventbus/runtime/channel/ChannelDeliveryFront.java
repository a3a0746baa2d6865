package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.queue.ChannelQueue;
import dev.eventbus.runtime.queue.KeyedQueue;
import dev.eventbus.runtime.resilience.ParkedRetries;
import dev.eventbus.runtime.resilience.RetryState;
import dev.eventbus.runtime.subscription.BusSubscription;
import dev.eventbus.spi.generated.DeliveryCursor;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ChannelDelivery} knows from the beginning. It fills a cache line, so that what comes before it in
 * memory, which is often what publishers look at with each event, is not on that of what changes with each event.
 */
@SuppressWarnings("UnusedVariable") // padding is there to be unused
abstract class ChannelDeliveryFront extends DeliveryCursor {

    final BusSubscription subscription;
    final ChannelState state;
    final ChannelCore core;
    final ChannelQueue queue;
    // The queue, if what it hands out has to be released; otherwise null.
    final @Nullable KeyedQueue keyed;
    final RetryState retries;
    final ParkedRetries<InHand> parked;
    final DrainQueue drains;
    final int batch;
    // Whether there is more to a call than its count: retries, a breaker, a timeout.
    final boolean resilient;
    // Whether a success is only counted.
    final boolean plain;
    // Whether the number of events missed before each is delivered with it.
    final boolean countsMissed;
    // With the three above it fills a word. The JVM would put a flag of a subclass there, which changes.
    private boolean f0;

    ChannelDeliveryFront(DrainSetup setup) {
        this.subscription = setup.subscription();
        this.state = setup.core();
        this.core = setup.core();
        this.queue = core.queue;
        this.countsMissed = core.countsMissed;
        this.keyed = core.isKeyed() && queue instanceof KeyedQueue keyedQueue ? keyedQueue : null;
        this.retries = setup.resilience().newRetryState();
        this.parked = setup.parked();
        this.drains = setup.drains();
        this.batch = subscription.spec().handler().batch();
        this.resilient = setup.resilience().isActive();
        this.plain = !core.isKeyed()
                && !resilient
                && batch == 1
                && !subscription.spec().once();
    }
}
