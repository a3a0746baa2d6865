package dev.eventbus.stress;

import java.util.List;

/** What belongs to the proofs of this module, and how long they take. */
final class Proofs {

    /** Whether minutes may become hours. */
    static final boolean LONG = "long".equals(System.getProperty("stress"));

    /** Whether a build has seconds only: what is most at risk, each with its weakened variants. */
    static final boolean QUICK = "quick".equals(System.getProperty("stress"));

    /** Beginnings of the names of the tests that have a place in the quick form. */
    private static final List<String> MOST_AT_RISK =
            List.of("OfferAgainstGoingIdle", "Publication", "SubscribeAgainst");

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
            "QueueClosing.GrowthAgainstClose",
            "QueueClosing.Remaining",
            "QueueClosing.OfferAgainstClose",
            "QueueClosing.TakeAgainstClose",
            "QueueClosing.TicketAgainstClose",
            "QueueClosing.WeakenedGrowth",
            "QueueClosing.WeakenedRemaining",
            "QueueClosing.WeakenedOffer",
            "QueueClosing.WeakenedTake",
            "SubscribeAgainstPublish.Entry",
            "SubscribeAgainstPublish.Weakened",
            "TwoConsumers.DisplaceAgainstDisplace",
            "TwoConsumers.TakeAgainstDisplace",
            "TwoConsumers.Weakened",
            "WaitingForRoom.EntersThenTries",
            "WaitingForRoom.Weakened");

    private Proofs() {}

    /** The tests that this form runs. */
    static List<String> tests() {
        return QUICK ? TESTS.stream().filter(Proofs::isAtRisk).toList() : TESTS;
    }

    private static boolean isAtRisk(String test) {
        return MOST_AT_RISK.stream().anyMatch(test::startsWith);
    }

    /** What selects these tests in jcstress. */
    static String pattern() {
        return QUICK ? ".*(" + String.join("|", MOST_AT_RISK) + ").*" : ".*";
    }
}
