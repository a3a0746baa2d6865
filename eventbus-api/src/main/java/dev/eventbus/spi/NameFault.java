package dev.eventbus.spi;

/**
 * A mistake in a topic or a pattern.
 *
 * @param position the place of the character that is wrong, counted from 1; one more than the length for a missing one
 * @param reason what is wrong there: a clause such as {@code there is an empty segment}
 */
public record NameFault(int position, String reason) {

    IllegalArgumentException in(String what, String name) {
        return new IllegalArgumentException("The " + what + " \"" + Printable.of(name)
                + "\" is not well-formed at character " + position + ": " + reason
                + ". To fix it, write segments separated by single dots, like order.created.");
    }
}
