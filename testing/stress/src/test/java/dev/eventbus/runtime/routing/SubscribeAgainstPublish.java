package dev.eventbus.runtime.routing;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.eventbus.spi.TopicPattern;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Proves <em>Subscribe against publish</em>: who subscribes adds to the table and then outdates the slot; who makes a
 * route reads the slot's changes and then the table. Either the route has the subscription, or it is not right.
 */
public final class SubscribeAgainstPublish {

    private SubscribeAgainstPublish() {}

    /** A slot and the table that its route is made of; what stands for a subscription is a string. */
    abstract static class Racing {

        private static final String TOPIC = "a.b";

        final RouteEntry slot = new RouteEntry();
        private final PatternTable<String> table = new PatternTable<>();
        private boolean found;

        /** Looks for the subscription. */
        final void look() {
            table.collect(TOPIC, subscription -> found = true);
        }

        /** Keeps a route that is made of what was found. */
        final void keep(long change) {
            slot.keep(new Route(slot, change, TOPIC, null, List.of(), List.of(), null));
        }

        /** Who subscribes. */
        final void subscribe() {
            table.add(TopicPattern.parse("*.b"), 1, "subscription");
            slot.outdate();
        }

        /** 1 if the next who publishes finds the subscription. */
        final int outcome() {
            Route route = slot.route();
            return route == null || !route.isCurrent() || found ? 1 : 0;
        }
    }

    /** The real slot and table. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "the next who publishes finds the subscription")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "a route that is taken for right does not have it")
    @State
    public static class Slot extends Racing {

        /** Who publishes, and so makes the route. */
        @Actor
        public void publisher() {
            long change = slot.changes();
            look();
            keep(change);
        }

        /** Who subscribes. */
        @Actor
        public void subscriber() {
            subscribe();
        }

        /** Who publishes after both. */
        @Arbiter
        public void after(I_Result result) {
            result.r1 = outcome();
        }
    }

    /** Weakened: the table is read before the slot's changes. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "the next who publishes finds the subscription")
    @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "a route that is taken for right does not have it")
    @State
    public static class Weakened extends Racing {

        /** Who publishes, and so makes the route. */
        @Actor
        public void publisher() {
            look();
            keep(slot.changes());
        }

        /** Who subscribes. */
        @Actor
        public void subscriber() {
            subscribe();
        }

        /** Who publishes after both. */
        @Arbiter
        public void after(I_Result result) {
            result.r1 = outcome();
        }
    }
}
