package dev.eventbus;

/**
 * Thrown by {@link Channel#receive()} and {@link Channel#receive(java.time.Duration)} when the channel is closed and
 * everything in it has been received.
 */
public final class ChannelClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which channel is closed
     */
    public ChannelClosedException(String message) {
        super(message);
    }
}
