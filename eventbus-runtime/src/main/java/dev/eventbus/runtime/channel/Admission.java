package dev.eventbus.runtime.channel;

import dev.eventbus.Breaker;
import dev.eventbus.DropReason;
import dev.eventbus.runtime.delivery.EventKey;
import dev.eventbus.runtime.resilience.CircuitBreaker;
import dev.eventbus.runtime.resilience.ResiliencePolicy;
import dev.eventbus.runtime.subscription.BusSubscription;
import dev.eventbus.runtime.subscription.OfferResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands between an event and the queue besides the capacity: the checks that it has to pass, the key that it
 * gets, and the count of missed events that it may carry.
 */
final class Admission {

    private static final AdmissionCheck[] NO_CHECKS = {};

    /** Admits every event as it is. */
    static final Admission OPEN = new Admission(NO_CHECKS, EventKey.NONE, MissedEvents.NONE);

    private final AdmissionCheck[] checks;
    final EventKey key;
    final MissedEvents missed;

    private Admission(AdmissionCheck[] checks, EventKey key, MissedEvents missed) {
        this.checks = checks;
        this.key = key;
        this.missed = missed;
    }

    /** The admission of a channel; {@link #OPEN} if there is nothing to check, to ask or to count. */
    static Admission of(
            BusSubscription subscription,
            ChannelCore core,
            LossRecorder losses,
            @Nullable ReplayGate replay,
            @Nullable EventKey key,
            ResiliencePolicy resilience) {
        List<AdmissionCheck> checks = new ArrayList<>(0);
        if (replay != null) {
            checks.add(replay);
        }
        if (subscription.spec().filtered()) {
            checks.add(new FilterCheck(subscription, losses));
        }
        if (resilience.isActive() && resilience.breaker().whileOpen() != Breaker.WhileOpen.WAIT) {
            checks.add(new BreakerCheck(resilience.breaker(), core, losses));
        }
        if (subscription.spec().once()) {
            checks.add(new OnceCheck(subscription));
        }
        if (checks.isEmpty() && key == null && !core.countsMissed) {
            return OPEN;
        }
        return new Admission(checks.toArray(NO_CHECKS), key == null ? EventKey.NONE : key, core.missed);
    }

    /**
     * Passes an event through all checks.
     *
     * @return ACCEPTED if it may enter the queue; else the result of the offer, which has been counted
     */
    OfferResult admit(Object item, Object event) {
        for (AdmissionCheck check : checks) {
            OfferResult result = check.check(item, event);
            if (result != OfferResult.ACCEPTED) {
                return result;
            }
        }
        return OfferResult.ACCEPTED;
    }

    /** The user's filter. */
    private static final class FilterCheck implements AdmissionCheck {

        private final BusSubscription subscription;
        private final LossRecorder losses;

        FilterCheck(BusSubscription subscription, LossRecorder losses) {
            this.subscription = subscription;
            this.losses = losses;
        }

        @Override
        public OfferResult check(Object item, Object event) {
            OfferResult result = subscription.filter(item, event);
            if (result == OfferResult.DROPPED) {
                losses.recordRefused(item, DropReason.FILTER_FAILED);
            }
            return result;
        }
    }

    /** A circuit breaker of whose handler events do not wait while it is open. */
    private static final class BreakerCheck implements AdmissionCheck {

        private final CircuitBreaker breaker;
        private final ChannelState state;
        private final LossRecorder losses;

        BreakerCheck(CircuitBreaker breaker, ChannelState state, LossRecorder losses) {
            this.breaker = breaker;
            this.state = state;
            this.losses = losses;
        }

        @Override
        public OfferResult check(Object item, Object event) {
            if (!breaker.refuses()) {
                return OfferResult.ACCEPTED;
            }
            return state.isActive() ? losses.drop(item, DropReason.BREAKER_OPEN) : state.whenEnded();
        }
    }

    /** A subscription that takes one event only. */
    private static final class OnceCheck implements AdmissionCheck {

        private final BusSubscription subscription;

        OnceCheck(BusSubscription subscription) {
            this.subscription = subscription;
        }

        @Override
        public OfferResult check(Object item, Object event) {
            return subscription.claimOnce() ? OfferResult.ACCEPTED : OfferResult.NO_MATCH;
        }
    }
}
