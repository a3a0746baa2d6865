package dev.eventbus.runtime.queue;

/** Keeps the two sides on different pairs of cache lines, which is what processors fetch together. */
@SuppressWarnings("UnusedVariable") // padding is there to be unused
abstract class RingQueuePadding extends RingQueueClaimed {

    private long p00;
    private long p01;
    private long p02;
    private long p03;
    private long p04;
    private long p05;
    private long p06;
    private long p07;
    private long p08;
    private long p09;
    private long p10;
    private long p11;
    private long p12;
    private long p13;
    private long p14;

    RingQueuePadding(int capacity) {
        super(capacity);
    }
}
