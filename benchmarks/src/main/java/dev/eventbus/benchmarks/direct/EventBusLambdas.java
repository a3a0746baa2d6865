package dev.eventbus.benchmarks.direct;

import dev.eventbus.DeliveryMode;
import dev.eventbus.EventBus;
import dev.eventbus.Handler;
import dev.eventbus.Publisher;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** This project's bus with a method reference for each subscriber. */
@State(Scope.Benchmark)
public class EventBusLambdas {

    /** How many subscribers there are. */
    @Param({"1", "8"})
    public int handlers;

    final Ping ping = new Ping(42);
    final EventBus bus = EventBus.builder().build();
    final Publisher<Ping> publisher = bus.publisher(Ping.class);
    private List<Counter> counters = List.of();

    /** For the benchmarks. */
    public EventBusLambdas() {}

    /** Registers the subscribers. */
    @Setup(Level.Trial)
    public void register() {
        counters = Counters.create(handlers);
        for (Counter counter : counters) {
            bus.subscription(Ping.class).mode(DeliveryMode.DIRECT).handle(handler(counter));
        }
    }

    /** Checks that every subscriber got every event. */
    @TearDown(Level.Trial)
    public void check() {
        Counters.check(counters);
        bus.close();
    }

    /** A method reference of its own for each class, as if somebody had written each by hand. */
    private static Handler<Ping> handler(Counter counter) {
        if (counter instanceof Counters.Alpha alpha) {
            return alpha::onPing;
        }
        if (counter instanceof Counters.Bravo bravo) {
            return bravo::onPing;
        }
        if (counter instanceof Counters.Charlie charlie) {
            return charlie::onPing;
        }
        if (counter instanceof Counters.Delta delta) {
            return delta::onPing;
        }
        if (counter instanceof Counters.Echo echo) {
            return echo::onPing;
        }
        if (counter instanceof Counters.Foxtrot foxtrot) {
            return foxtrot::onPing;
        }
        if (counter instanceof Counters.Golf golf) {
            return golf::onPing;
        }
        return ((Counters.Hotel) counter)::onPing;
    }
}
