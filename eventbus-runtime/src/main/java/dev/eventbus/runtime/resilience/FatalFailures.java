package dev.eventbus.runtime.resilience;

import org.jspecify.annotations.Nullable;

/**
 * Failures of the virtual machine or the class path that a handler only happened to meet. They are not retried; besides
 * being counted, they are reported to the thread's handler of uncaught exceptions.
 */
public final class FatalFailures {

    private FatalFailures() {}

    /** Whether a failure is one of them: an error, except those that say something about the handler. */
    public static boolean include(Throwable failure) {
        return failure instanceof Error
                && !(failure instanceof AssertionError)
                && !(failure instanceof StackOverflowError);
    }

    /** Reports a failure to the current thread's handler of uncaught exceptions, if it is one of them. */
    public static void reportIfFatal(@Nullable Throwable failure) {
        if (failure instanceof Error error && include(error)) {
            report(error);
        }
    }

    /** Reports a failure to the current thread's handler of uncaught exceptions. */
    public static void report(Throwable failure) {
        Thread current = Thread.currentThread();
        try {
            current.getUncaughtExceptionHandler().uncaughtException(current, failure);
        } catch (Throwable broken) {
            // The JVM ignores what such a handler throws, and so do we.
        }
    }
}
