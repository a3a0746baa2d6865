package dev.eventbus.runtime;

/** Closes a bus when the JVM shuts down. Removed when the bus is closed before, so that the JVM does not keep it. */
final class ShutdownHook implements Runnable {

    private final ChannelEventBus bus;

    private ShutdownHook(ChannelEventBus bus) {
        this.bus = bus;
    }

    /**
     * Adds a hook.
     *
     * @throws IllegalStateException if the JVM is shutting down already
     */
    static void add(ChannelEventBus bus) {
        // Without the inheritable thread-locals of the thread that builds the bus.
        Thread hook = new Thread(null, new ShutdownHook(bus), "eventbus-" + bus.name() + "-shutdown", 0, false);
        Runtime.getRuntime().addShutdownHook(hook);
        bus.whenClosed(() -> remove(hook));
    }

    static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // It is running, or about to.
        }
    }

    @Override
    public void run() {
        bus.close();
    }
}
