package dev.eventbus.runtime.queue;

/** Keeps the two sides on different cache lines. Twice as much padding, for the pairs that processors fetch, made no difference. */
@SuppressWarnings("UnusedVariable") // padding is there to be unused
abstract class RingQueuePadding extends RingQueueClaimed {

    private long p00;
    private long p01;
    private long p02;
    private long p03;
    private long p04;
    private long p05;
    private long p06;

    RingQueuePadding(int capacity) {
        super(capacity);
    }
}
