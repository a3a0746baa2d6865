package dev.eventbus.benchmarks.direct;

import dev.eventbus.EventBus;
import dev.eventbus.Publisher;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** This project's bus with annotated subscribers, called through generated dispatch tables. */
@State(Scope.Benchmark)
public class EventBusAnnotated {

    /** How many subscribers there are. */
    @Param({"1", "8"})
    public int handlers;

    final Ping ping = new Ping(42);
    final EventBus bus = EventBus.open();
    final Publisher<Ping> publisher = bus.publisher(Ping.class);
    private List<Counter> counters = List.of();

    /** For the benchmarks. */
    public EventBusAnnotated() {}

    /** Registers the subscribers. */
    @Setup(Level.Trial)
    public void register() {
        counters = Counters.create(handlers);
        inOrder(counters).forEach(bus::register);
    }

    /** Checks that every subscriber got every event. */
    @TearDown(Level.Trial)
    public void check() {
        Counters.check(counters);
        bus.close();
    }

    /**
     * In which order to register. Handlers whose subscribers are registered in the order of their names are called
     * with one call of a generated dispatcher.
     *
     * @param subscribers in the order of their names
     * @return the same
     */
    List<Counter> inOrder(List<Counter> subscribers) {
        return subscribers;
    }
}
