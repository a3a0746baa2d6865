package dev.eventbus.runtime.execution;

import org.jspecify.annotations.Nullable;

/** What user code may change of a thread that others come to after it: name, priority and context class loader. */
public final class ThreadAttributes {

    private final Thread thread;
    private final String name;
    private final int priority;
    private final @Nullable ClassLoader contextClassLoader;

    private ThreadAttributes(Thread thread) {
        this.thread = thread;
        this.name = thread.getName();
        this.priority = thread.getPriority();
        this.contextClassLoader = thread.getContextClassLoader();
    }

    /** Those of the current thread. */
    public static ThreadAttributes ofCurrentThread() {
        return new ThreadAttributes(Thread.currentThread());
    }

    /** Puts back what was changed since. To be called by the thread itself; throws nothing. */
    @SuppressWarnings("ThreadPriorityCheck") // it is what the thread had before
    public void restore() {
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
