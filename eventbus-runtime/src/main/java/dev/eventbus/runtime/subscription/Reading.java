package dev.eventbus.runtime.subscription;

/**
 * Who reads a channel in place of a handler, at whose pace: so that what waits when the bus closes is left to be read.
 */
public enum Reading {
    /** Nobody: a handler is called whenever there is something to take. */
    NONE,
    /** The threads that hold a pull channel. */
    BY_RECEIVING,
    /** The subscriber of a stream, which is given as many events as it has asked for. */
    BY_DEMAND
}
