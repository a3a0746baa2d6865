package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.subscription.OfferResult;
import java.util.List;

/** Offers past events to a channel whose subscription begins with them. Used by the subscribing thread. */
final class Replay {

    private final ReplayGate gate;
    private final ChannelIntake intake;

    Replay(ReplayGate gate, ChannelIntake intake) {
        this.gate = gate;
        this.intake = intake;
    }

    /** Makes publishers wait until the past events are offered; to be called before they can see the subscription. */
    void begin() {
        gate.close();
    }

    /** Offers past events, and lets publishers go on. To be called after {@link #begin}, in any case. */
    void run(List<Envelope> past, long newest) {
        try {
            for (Envelope published : past) {
                Envelope envelope = published.replayed();
                OfferResult offered = intake.offer(envelope, envelope.event());
                if (offered == OfferResult.FULL) {
                    intake.drop(envelope, DropReason.OVERFLOW);
                } else if (offered == OfferResult.LATE) {
                    intake.dropEnded(envelope);
                }
            }
        } finally {
            gate.open(newest);
        }
    }
}
