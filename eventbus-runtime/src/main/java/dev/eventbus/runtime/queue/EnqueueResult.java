package dev.eventbus.runtime.queue;

/** The result of {@link ChannelQueue#offer}. */
public enum EnqueueResult {
    /** The entry is in the queue. */
    ACCEPTED,
    /** The entry is in the queue, in the place of one with the same key. */
    REPLACED,
    /** As many entries wait as the capacity allows. */
    FULL,
    /** There was no memory for the entry: its slot is taken and comes out as {@link ChannelQueue#FAILED_SLOT}. */
    FAILED,
    /** The queue is closed to producers. */
    CLOSED
}
