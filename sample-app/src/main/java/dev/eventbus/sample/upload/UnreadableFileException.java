package dev.eventbus.sample.upload;

/** A file cannot be indexed. */
final class UnreadableFileException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableFileException(String message) {
        super(message);
    }
}
