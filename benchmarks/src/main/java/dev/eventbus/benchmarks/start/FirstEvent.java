package dev.eventbus.benchmarks.start;

import dev.eventbus.benchmarks.FreshJvm;

/** Measures, in its process, the time from {@code main} to the first event's delivery. */
final class FirstEvent {

    private FirstEvent() {}

    /**
     * Measures and tells.
     *
     * @param arguments the contender
     * @throws InterruptedException never, unless something else interrupts
     */
    public static void main(String[] arguments) throws InterruptedException {
        long start = System.nanoTime();
        Contender contender = switch (arguments[0]) {
            case StartUp.EVENTBUS -> new EventBusContender(false);
            case StartUp.EVENTBUS_DIRECT -> new EventBusContender(true);
            case StartUp.GREENROBOT -> new GreenrobotContender();
            case StartUp.GUAVA -> new GuavaContender();
            case StartUp.SPRING -> new SpringContender();
            default -> throw new IllegalArgumentException(arguments[0]);
        };
        contender.deliverFirst();
        double millis = (System.nanoTime() - start) / 1e6;
        FreshJvm.tell("first event", millis);
        System.exit(0);
    }
}
