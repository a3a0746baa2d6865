package dev.eventbus.runtime.routing;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.eventbus.spi.TopicPattern;
import java.lang.ref.WeakReference;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Proves <em>Subscribe against publish</em>: who subscribes adds to the table and then invalidates the entry; who makes
 * a route reads the entry's version and then the table. Either the route has the subscription, or it is not current.
 */
public final class SubscribeAgainstPublish {

    private SubscribeAgainstPublish() {}

    /** An entry and the table that its route is made of; what stands for a subscription is a string. */
    abstract static class Racing {

        private static final String TOPIC = "a.b";

        final RouteEntry entry = new RouteEntry(new WeakReference<>(String.class));
        private final PatternTable<String> table = new PatternTable<>();
        private boolean found;

        /** Looks for the subscription. */
        final void look() {
            table.collect(TOPIC, subscription -> found = true);
        }

        /** Caches a route that is made of what was found. */
        final void cache(long version) {
            entry.cache(new Route(entry, version, TOPIC, null, List.of(), List.of(), null));
        }

        /** Who subscribes. */
        final void subscribe() {
            table.add(TopicPattern.parse("*.b"), 1, "subscription");
            entry.invalidate();
        }

        /** 1 if the next who publishes finds the subscription. */
        final int outcome() {
            return entry.currentRoute() == null || found ? 1 : 0;
        }
    }

    /** The real entry and table. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "the next who publishes finds the subscription")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "a route that counts as current does not have it")
    @State
    public static class Entry extends Racing {

        /** Who publishes, and so makes the route. */
        @Actor
        public void publisher() {
            long version = entry.version();
            look();
            cache(version);
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

    /** Weakened: the table is read before the entry's version. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "the next who publishes finds the subscription")
    @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "a route that counts as current does not have it")
    @State
    public static class Weakened extends Racing {

        /** Who publishes, and so makes the route. */
        @Actor
        public void publisher() {
            look();
            cache(entry.version());
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
