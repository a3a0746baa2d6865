package dev.eventbus.stress;

import java.util.List;

/** What belongs to the proofs of this module, and how long they take. */
final class Proofs {

    /** Whether minutes may become hours. */
    static final boolean LONG = "long".equals(System.getProperty("stress"));

    /** All jcstress tests, so that none is left out because nothing found it. */
    static final List<String> TESTS = List.of(
            "CallAgainstEnd.Counts",
            "CallAgainstEnd.Weakened",
            "CancelAgainstDelivery.Channel",
            "BypassAgainstTake.Channel",
            "BypassAgainstTake.Weakened",
            "OfferAgainstGoingIdle.Channel",
            "OfferAgainstGoingIdle.Exchange",
            "OfferAgainstGoingIdle.Weakened",
            "Pausing.OfferAgainstResume",
            "Pausing.ResumeAgainstGoingIdle",
            "Pausing.Weakened",
            "Publication.Contents",
            "Publication.Growth",
            "Publication.WeakenedGrowth",
            "Publication.WeakenedSlot",
            "ReplaceAgainstTake.Locked",
            "ReplaceAgainstTake.Weakened",
            "Shutting.GrowthAgainstShut",
            "Shutting.LeftBehind",
            "Shutting.OfferAgainstShut",
            "Shutting.TakeAgainstShut",
            "Shutting.TicketAgainstShut",
            "Shutting.WeakenedGrowth",
            "Shutting.WeakenedLeftBehind",
            "Shutting.WeakenedOffer",
            "Shutting.WeakenedTake",
            "SubscribeAgainstPublish.Slot",
            "SubscribeAgainstPublish.Weakened",
            "TwoConsumers.DisplaceAgainstDisplace",
            "TwoConsumers.TakeAgainstDisplace",
            "TwoConsumers.Weakened",
            "WaitingForRoom.EntersThenTries",
            "WaitingForRoom.Weakened");

    private Proofs() {}
}
