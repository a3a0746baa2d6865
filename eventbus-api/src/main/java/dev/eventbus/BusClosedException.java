package dev.eventbus;

/** Thrown by operations of a bus that has been closed. */
public final class BusClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which bus refused what
     */
    public BusClosedException(String message) {
        super(message);
    }
}
