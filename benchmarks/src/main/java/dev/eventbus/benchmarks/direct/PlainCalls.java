package dev.eventbus.benchmarks.direct;

import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** No bus at all: a method that calls each subscriber, whose class it knows. The least that it can cost. */
@State(Scope.Benchmark)
public class PlainCalls {

    /** How many subscribers there are. */
    @Param({"1", "8"})
    public int handlers;

    final Ping ping = new Ping(42);
    private final Counters.First first = new Counters.First();
    private final Counters.Second second = new Counters.Second();
    private final Counters.Third third = new Counters.Third();
    private final Counters.Fourth fourth = new Counters.Fourth();
    private final Counters.Fifth fifth = new Counters.Fifth();
    private final Counters.Sixth sixth = new Counters.Sixth();
    private final Counters.Seventh seventh = new Counters.Seventh();
    private final Counters.Eighth eighth = new Counters.Eighth();

    /** For the benchmarks. */
    public PlainCalls() {}

    void call(Ping event) {
        first.onPing(event);
        if (handlers == Counters.MOST) {
            second.onPing(event);
            third.onPing(event);
            fourth.onPing(event);
            fifth.onPing(event);
            sixth.onPing(event);
            seventh.onPing(event);
            eighth.onPing(event);
        }
    }

    /** Checks that every subscriber got every event. */
    @TearDown(Level.Trial)
    public void check() {
        List<Counter> all = List.of(first, second, third, fourth, fifth, sixth, seventh, eighth);
        Counters.check(all.subList(0, handlers));
    }
}
