package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.resilience.RetryHost;

/** The subscription around a consumer side, as far as its drains and receivers need it. */
interface ConsumerHost extends RetryHost {

    /** A drain is about to call handlers in the current thread; it leaves the stack afterwards. */
    void enterHandlers(HandlerStack handlers);

    /** A drain has become idle. */
    void onDrainIdle();

    /** The reader wants no more events; what waits can still be read. */
    void closeByReader();
}
