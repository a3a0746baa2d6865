package dev.eventbus.benchmarks.direct;

import com.google.common.eventbus.EventBus;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Guava's bus, as it is: it calls handlers by reflection, each event's through a queue of the thread. */
@State(Scope.Benchmark)
public class Guava {

    /** How many subscribers there are. */
    @Param({"1", "8"})
    public int handlers;

    final Ping ping = new Ping(42);
    final EventBus bus = new EventBus();
    private List<Counter> counters = List.of();

    /** For the benchmarks. */
    public Guava() {}

    /** Registers the subscribers. */
    @Setup(Level.Trial)
    public void register() {
        counters = Counters.create(handlers);
        counters.forEach(bus::register);
    }

    /** Checks that every subscriber got every event. */
    @TearDown(Level.Trial)
    public void check() {
        Counters.check(counters);
    }
}
