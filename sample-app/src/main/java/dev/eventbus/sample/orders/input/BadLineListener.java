package dev.eventbus.sample.orders.input;

/** Receives the lines that were skipped. */
@FunctionalInterface
public interface BadLineListener {

    /**
     * A line was skipped: its number, counted from 1, and what is wrong with it. The text can hold anything that the
     * line does.
     */
    void badLine(long number, String problem);
}
