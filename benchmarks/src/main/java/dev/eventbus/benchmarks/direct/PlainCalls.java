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
    private final Counters.Alpha alpha = new Counters.Alpha();
    private final Counters.Bravo bravo = new Counters.Bravo();
    private final Counters.Charlie charlie = new Counters.Charlie();
    private final Counters.Delta delta = new Counters.Delta();
    private final Counters.Echo echo = new Counters.Echo();
    private final Counters.Foxtrot foxtrot = new Counters.Foxtrot();
    private final Counters.Golf golf = new Counters.Golf();
    private final Counters.Hotel hotel = new Counters.Hotel();

    /** For the benchmarks. */
    public PlainCalls() {}

    void call(Ping event) {
        alpha.onPing(event);
        if (handlers == Counters.MOST) {
            bravo.onPing(event);
            charlie.onPing(event);
            delta.onPing(event);
            echo.onPing(event);
            foxtrot.onPing(event);
            golf.onPing(event);
            hotel.onPing(event);
        }
    }

    /** Checks that every subscriber got every event. */
    @TearDown(Level.Trial)
    public void check() {
        List<Counter> all = List.of(alpha, bravo, charlie, delta, echo, foxtrot, golf, hotel);
        Counters.check(all.subList(0, handlers));
    }
}
