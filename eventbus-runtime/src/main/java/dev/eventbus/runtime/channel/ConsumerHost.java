package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.execution.HandlerStack;
import java.util.List;

/** The subscription around a consumer side, as far as its drains and receivers need it. */
interface ConsumerHost {

    /** A drain is about to call handlers in the current thread; it leaves the stack afterwards. */
    void enterHandlers(HandlerStack handlers);

    /** A drain has become idle. */
    void onDrainIdle();

    /** A handler's time is up, and it ignores the interrupt. */
    void reportStuck(String thread, List<StackTraceElement> stack);

    /** The reader wants no more events; what waits can still be read. */
    void closeByReader();
}
