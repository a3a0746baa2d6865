package dev.eventbus.soak;

/** What is published. */
sealed interface Load {

    /** Which publisher published it. */
    int publisher();

    /** Its number among those of its publisher, rising. */
    int number();

    /** What handlers publish back is not answered again. */
    default boolean isAnswer() {
        return this instanceof Answer;
    }

    record First(int publisher, int number) implements Load {}

    record Second(int publisher, int number) implements Load {}

    record Answer(int publisher, int number) implements Load {}
}
