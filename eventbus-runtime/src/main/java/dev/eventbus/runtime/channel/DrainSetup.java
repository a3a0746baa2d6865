package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.resilience.ParkedRetries;
import dev.eventbus.runtime.resilience.ResiliencePolicy;
import dev.eventbus.runtime.subscription.BusSubscription;

/**
 * What the drains of one channel are made of.
 *
 * @param subscription whose handler they call
 * @param host the same subscription, as its drains need it
 * @param parked where events wait for a retry beside their drain
 * @param drains runs them
 */
record DrainSetup(
        BusSubscription subscription,
        ConsumerHost host,
        ChannelCore core,
        ResiliencePolicy resilience,
        ParkedRetries<InHand> parked,
        DrainQueue drains) {}
