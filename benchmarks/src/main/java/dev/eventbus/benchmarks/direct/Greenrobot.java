package dev.eventbus.benchmarks.direct;

import dev.eventbus.benchmarks.GreenrobotIndex;
import java.util.List;
import org.greenrobot.eventbus.EventBus;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** greenrobot's bus with the index of its annotation processor. It calls handlers by reflection. */
@State(Scope.Benchmark)
public class Greenrobot {

    /** How many subscribers there are. */
    @Param({"1", "8"})
    public int handlers;

    final Ping ping = new Ping(42);
    final EventBus bus = EventBus.builder()
            .addIndex(new GreenrobotIndex())
            .sendNoSubscriberEvent(false)
            .build();
    private List<Counter> counters = List.of();

    /** For the benchmarks. */
    public Greenrobot() {}

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
