package dev.eventbus.benchmarks.channel;

/**
 * The event. A few are made before anything is measured, and published again and again.
 *
 * @param number its index among them
 */
record Tick(int number) {

    static Tick[] make(int count) {
        Tick[] ticks = new Tick[count];
        for (int number = 0; number < count; number++) {
            ticks[number] = new Tick(number);
        }
        return ticks;
    }
}
