package dev.eventbus.runtime.resilience;

/**
 * Failures of the virtual machine or the class path that a handler only happened to meet: they are not tried again, and told to the
 * thread's handler of uncaught exceptions, besides being counted.
 */
public final class FatalFailures {

    private FatalFailures() {}

    /** Whether a failure is one of them: an error, but for those that say something about the handler. */
    public static boolean include(Throwable failure) {
        return failure instanceof Error
                && !(failure instanceof AssertionError)
                && !(failure instanceof StackOverflowError);
    }

    /** Tells the current thread's handler of uncaught exceptions. */
    public static void tell(Throwable failure) {
        Thread current = Thread.currentThread();
        try {
            current.getUncaughtExceptionHandler().uncaughtException(current, failure);
        } catch (Throwable broken) {
            // The JVM ignores what such a handler throws, and so do we.
        }
    }
}
