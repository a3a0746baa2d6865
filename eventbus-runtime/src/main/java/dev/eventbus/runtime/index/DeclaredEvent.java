package dev.eventbus.runtime.index;

/**
 * An event type with a declared topic.
 *
 * @param className its binary name
 * @param topic its topic
 * @param version its schema version
 * @param retain how many of its last events a bus keeps for late subscribers; 0 for none
 */
public record DeclaredEvent(String className, String topic, int version, int retain) {

    /** The most events of one type or topic that a bus keeps. */
    public static final int MOST_RETAINED = 65_536;

    /**
     * What an event type declares.
     *
     * @throws IllegalArgumentException if so many events cannot be retained
     */
    public DeclaredEvent {
        if (retain < 0 || retain > MOST_RETAINED) {
            throw new IllegalArgumentException(
                    retain + " events of the type " + className + " cannot be retained. To fix"
                            + " it, let the attribute retain of its @Event be from 0, which is none, to "
                            + MOST_RETAINED + ".");
        }
    }

    /**
     * The same event type with another number of retained events.
     *
     * @throws IllegalArgumentException if so many events cannot be retained
     */
    DeclaredEvent retaining(int count) {
        return new DeclaredEvent(className, topic, version, count);
    }
}
