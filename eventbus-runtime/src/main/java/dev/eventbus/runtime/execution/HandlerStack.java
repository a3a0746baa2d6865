package dev.eventbus.runtime.execution;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What handlers the current thread is running, outermost first: a handler may publish to a direct handler, which
 * publishes again. Lets a bus recognise its own handlers, which may still publish while it closes and are not waited for
 * by a close of their own.
 *
 * <p>An entry is a bus and the subscriptions of it that are being run, several where a dispatcher runs them.
 *
 * <p>Threading: each thread has its own. Cost: one thread-local read and some array writes for each run of a channel or
 * direct dispatch.
 */
public final class HandlerStack {

    // What a thread keeps is of the JDK: a thread that lives on must not keep this class, and with it its loader. While
    // something is on
    // the stack, whoever put it there holds the stack.
    private static final ThreadLocal<WeakReference<HandlerStack>> CURRENT = new ThreadLocal<>();

    private @Nullable Object[] owners = new Object[4];
    private @Nullable Object[] running = new Object[4];
    private int depth;
    private int executing;

    private HandlerStack() {}

    /** The stack of the current thread. */
    public static HandlerStack current() {
        WeakReference<HandlerStack> known = CURRENT.get();
        HandlerStack stack = known == null ? null : known.get();
        return stack != null ? stack : begun();
    }

    private static HandlerStack begun() {
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

    /** The current thread is about to call an executor, which may run what it is given at once, or to run it itself. */
    void beginExecuting() {
        executing++;
    }

    /** That has returned. */
    void endExecuting() {
        executing--;
    }

    /** Whether the current thread has been lent by somebody, so that whatever it runs is run inline. */
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
