package dev.eventbus.benchmarks.channel;

import java.util.List;

/**
 * How many take part.
 *
 * @param publishers the threads that publish
 * @param subscribers who gets every event
 * @param capacity how many events may wait for each subscriber
 */
record Shape(int publishers, int subscribers, int capacity) {

    /** Reads what {@link #toString} writes, like {@code 1-4-1024}. */
    static Shape parse(String text) {
        List<String> numbers = List.of(text.split("-", -1));
        if (numbers.size() != 3) {
            throw new IllegalArgumentException("not publishers-subscribers-capacity: " + text);
        }
        return new Shape(
                Integer.parseInt(numbers.get(0)), Integer.parseInt(numbers.get(1)), Integer.parseInt(numbers.get(2)));
    }

    @Override
    public String toString() {
        return publishers + "-" + subscribers + "-" + capacity;
    }
}
