package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.queue.ChannelQueue;
import dev.eventbus.runtime.queue.KeyedQueue;
import dev.eventbus.runtime.resilience.ResiliencePolicy;
import dev.eventbus.runtime.resilience.RetryState;
import dev.eventbus.spi.generated.DeliveryCursor;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ChannelDelivery} knows from the beginning. It fills a cache line, so that what comes before it in memory, which is often
 * what publishers look at with each event, is not on that of what changes with each event.
 */
@SuppressWarnings("UnusedVariable") // padding is there to be unused
abstract class ChannelDeliveryFront extends DeliveryCursor {

    private long p00;

    final ChannelSubscription subscription;
    final ChannelState state;
    final ChannelCore core;
    final ChannelQueue queue;
    final @Nullable MissedEvents missed;
    // The queue, if what it gives has to be released; else null.
    final @Nullable KeyedQueue keyed;
    // Null for a handler whose calls are only counted.
    final @Nullable RetryState attempts;
    final int batch;
    // Whether a success is only counted.
    final boolean plain;
    // With `plain` they fill a word. The JVM would put flags of a subclass there, which change.
    private boolean f0;
    private boolean f1;
    private boolean f2;

    ChannelDeliveryFront(ChannelSubscription subscription) {
        this.subscription = subscription;
        this.state = subscription.state;
        this.core = subscription.core();
        this.queue = core.queue;
        this.missed = core.missed;
        this.keyed = core.isKeyed() && queue instanceof KeyedQueue keyedQueue ? keyedQueue : null;
        ResiliencePolicy policy = subscription.callPolicy();
        this.attempts = policy == null ? null : policy.newAttempts();
        this.batch = subscription.spec().handler().batch();
        this.plain = keyed == null
                && attempts == null
                && batch == 1
                && !subscription.spec().once();
    }
}
