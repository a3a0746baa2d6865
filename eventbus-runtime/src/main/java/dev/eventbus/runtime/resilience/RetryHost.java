package dev.eventbus.runtime.resilience;

import java.util.List;

/** The subscription around a handler's call, as far as retries and timeouts need it. */
public interface RetryHost {

    /** Whether events may still wait for a retry. */
    boolean mayDelay();

    /** A parked event is due: wakes a drain for it. */
    void wakeForRetry();

    /** Reports a handler that runs over its timeout and ignores the interrupt. */
    void reportStuck(String thread, List<StackTraceElement> stack);
}
