package dev.eventbus.runtime.execution;

import org.jspecify.annotations.Nullable;

/** The attributes of a thread that user code may change: name, priority and context class loader. */
public final class ThreadAttributes {

    private ThreadAttributes() {}

    /** Restores what the current thread had before user code ran; throws nothing. */
    @SuppressWarnings("ThreadPriorityCheck") // it is what the thread had before
    public static void restore(String name, int priority, @Nullable ClassLoader contextClassLoader) {
        Thread thread = Thread.currentThread();
        try {
            if (!thread.getName().equals(name)) {
                thread.setName(name);
            }
            if (thread.getPriority() != priority) {
                thread.setPriority(priority);
            }
            if (thread.getContextClassLoader() != contextClassLoader) {
                thread.setContextClassLoader(contextClassLoader);
            }
        } catch (Throwable notAllowed) {
            // A thread of the user's own class may refuse; it is theirs.
        }
    }
}
