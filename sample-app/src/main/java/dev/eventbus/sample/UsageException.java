package dev.eventbus.sample;

/** The command line is invalid; the message says why. */
final class UsageException extends Exception {

    static final int EXIT_CODE = 2;

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
