package dev.eventbus.benchmarks.direct;

import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A Spring context whose beans have event listeners. It wraps an event that is not of its own type, as most are. */
@State(Scope.Benchmark)
public class Spring {

    /** How many subscribers there are. */
    @Param({"1", "8"})
    public int handlers;

    final Ping ping = new Ping(42);
    final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private List<Counter> counters = List.of();

    /** For the benchmarks. */
    public Spring() {}

    /** Registers the subscribers. */
    @Setup(Level.Trial)
    public void register() {
        counters = Counters.create(handlers);
        for (Counter counter : counters) {
            context.registerBean(counter.getClass().getName(), Counter.class, () -> counter);
        }
        context.refresh();
    }

    /** Checks that every subscriber got every event. */
    @TearDown(Level.Trial)
    public void check() {
        Counters.check(counters);
        context.close();
    }
}
