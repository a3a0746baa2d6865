package dev.eventbus.benchmarks.direct;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The same with subscribers registered against the order of their names, so that each handler takes a call of its
 * own.
 */
@State(Scope.Benchmark)
public class EventBusReversed extends EventBusAnnotated {

    /** For the benchmarks. */
    public EventBusReversed() {}

    @Override
    List<Counter> inOrder(List<Counter> subscribers) {
        List<Counter> reversed = new ArrayList<>(subscribers);
        Collections.reverse(reversed);
        return reversed;
    }
}
