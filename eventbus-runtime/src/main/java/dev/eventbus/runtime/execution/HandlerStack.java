package dev.eventbus.runtime.execution;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The handlers that the current thread is running, outermost first: a handler may publish to a direct handler, which
 * publishes again. Lets a bus recognise its own handlers, which may still publish while it closes, and for which a
 * close of their own does not wait.
 *
 * <p>An entry is a bus and the subscriptions of it that are being run, several where a dispatcher runs them.
 *
 * <p>Threading: each thread has its own. Cost: one thread-local read and some array writes for each run of a channel or
 * direct dispatch.
 */
public final class HandlerStack {

    // A thread keeps objects of the JDK only: one that lives on must not keep this class, and with it its loader. While
    // something is on the stack, the frame that put it there holds the stack.
    private static final ThreadLocal<WeakReference<HandlerStack>> CURRENT = new ThreadLocal<>();

    private @Nullable Object[] owners = new Object[4];
    private @Nullable Object[] running = new Object[4];
    private int depth;

    // Fields, since the code that resets them may have no stack for a call. How many calls of executors the thread is
    // in.
    int executing;
    // How many tasks of buses it has nested, and what it runs after them; see Trampoline.
    int nested;
    private @Nullable Deque<Runnable> deferred;
    boolean runningDeferred;
    int waits;

    private HandlerStack() {}

    /** The stack of the current thread. */
    public static HandlerStack current() {
        WeakReference<HandlerStack> known = CURRENT.get();
        HandlerStack stack = known == null ? null : known.get();
        return stack != null ? stack : create();
    }

    private static HandlerStack create() {
        HandlerStack stack = new HandlerStack();
        CURRENT.set(new WeakReference<>(stack));
        return stack;
    }

    /**
     * Enters handlers of a bus. The caller leaves them in a {@code finally}.
     *
     * @param owner the bus
     * @param subscriptions whose handlers they are: one, or an array of them
     */
    public void enter(Object owner, Object subscriptions) {
        if (depth == owners.length) {
            owners = Arrays.copyOf(owners, depth * 2);
            running = Arrays.copyOf(running, depth * 2);
        }
        owners[depth] = owner;
        running[depth] = subscriptions;
        depth++;
    }

    /** Leaves the handler entered last. */
    public void leave() {
        depth--;
        owners[depth] = null;
        running[depth] = null;
    }

    /** How many handlers deep the current thread is. */
    public int depth() {
        return depth;
    }

    /** Whether the current thread runs no task of a bus, and is in no call of an executor. */
    boolean isFree() {
        return nested == 0 && executing == 0;
    }

    /** Has the current thread run a task after those that it has nested. */
    public void defer(Runnable task) {
        deferred().add(task);
    }

    /** Whether any task is deferred. */
    public boolean hasDeferred() {
        return deferred != null && !deferred.isEmpty();
    }

    /** Whether a certain task is deferred. */
    public boolean hasDeferred(Runnable task) {
        return deferred != null && deferred.contains(task);
    }

    /** The deferred tasks, first come first. */
    Deque<Runnable> deferred() {
        if (deferred == null) {
            deferred = new ArrayDeque<>();
        }
        return deferred;
    }

    /** Whether the current thread is in a call of an executor, so that whatever it runs is run inline. */
    public boolean isExecuting() {
        return executing > 0;
    }

    /** Whether the current thread is in a handler of a bus, at any level. */
    public boolean isInside(Object owner) {
        for (int i = depth - 1; i >= 0; i--) {
            if (owners[i] == owner) {
                return true;
            }
        }
        return false;
    }

    /** How many times the current thread is running a handler of a subscription. */
    public int timesRunning(Object subscription) {
        int times = 0;
        for (int i = 0; i < depth; i++) {
            Object entered = running[i];
            if (entered == subscription
                    || (entered instanceof Object[] several
                            && Arrays.asList(several).contains(subscription))) {
                times++;
            }
        }
        return times;
    }
}
