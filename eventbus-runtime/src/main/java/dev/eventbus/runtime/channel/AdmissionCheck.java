package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.subscription.OfferResult;

/** One check that an event passes before it may enter the queue. Runs in the publisher's thread. */
interface AdmissionCheck {

    /**
     * Checks an event.
     *
     * @param item the event, or its envelope
     * @return ACCEPTED to go on with the next check; else the result of the offer, which has been counted
     */
    OfferResult check(Object item, Object event);
}
