package dev.eventbus.runtime.execution;

import org.jspecify.annotations.Nullable;

/** What user code may change of a thread that others come to after it: name, priority and context class loader. */
public final class ThreadAttributes {

    private ThreadAttributes() {}

    /** Gives the current thread what it had before user code ran; throws nothing. */
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
