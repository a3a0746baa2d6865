package dev.eventbus.benchmarks.direct;

import java.util.List;
import net.engio.mbassy.bus.MBassador;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** MBassador with strong references; its synchronous publication. */
@State(Scope.Benchmark)
public class MBassadorBus {

    /** How many subscribers there are. */
    @Param({"1", "8"})
    public int handlers;

    final Ping ping = new Ping(42);
    final MBassador<Ping> bus = new MBassador<>(error -> error.getCause().printStackTrace());
    private List<Counter> counters = List.of();

    /** For the benchmarks. */
    public MBassadorBus() {}

    /** Registers the subscribers. */
    @Setup(Level.Trial)
    public void register() {
        counters = Counters.create(handlers);
        counters.forEach(bus::subscribe);
    }

    /** Checks that every subscriber got every event. */
    @TearDown(Level.Trial)
    public void check() {
        Counters.check(counters);
        bus.shutdown();
    }
}
