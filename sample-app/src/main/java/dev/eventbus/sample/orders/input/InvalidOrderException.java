package dev.eventbus.sample.orders.input;

/** A line is not an order; the message says why, in words for the person who wrote the line. */
final class InvalidOrderException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidOrderException(String message) {
        super(message);
    }
}
