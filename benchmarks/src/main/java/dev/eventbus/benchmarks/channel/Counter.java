package dev.eventbus.benchmarks.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A subscriber that counts, with one plain increment. The count stands in the middle of an array of its own, so that it
 * shares no cache line with anything.
 */
final class Counter implements Subscriber {

    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int MIDDLE = 24;

    private final long[] cells = new long[2 * MIDDLE];

    @Override
    public void handle(Tick tick) {
        cells[MIDDLE]++;
    }

    @Override
    public long handled() {
        return (long) ELEMENT.getOpaque(cells, MIDDLE);
    }
}
