package dev.eventbus.benchmarks.direct;

import java.util.List;
import net.neoforged.bus.api.BusBuilder;
import net.neoforged.bus.api.IEventBus;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * NeoForged's bus: subscribers are called through classes that it makes at run time. It counts an event of its own
 * type.
 */
@State(Scope.Benchmark)
public class NeoForged {

    /** How many subscribers there are. */
    @Param({"1", "8"})
    public int handlers;

    final NeoForgedPing ping = new NeoForgedPing();
    final IEventBus bus = BusBuilder.builder().build();
    private List<Counter> counters = List.of();

    /** For the benchmarks. */
    public NeoForged() {}

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
