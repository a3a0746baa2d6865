package dev.eventbus.benchmarks.hub;

/** Brings updates to the clients that want them. */
interface Hub extends AutoCloseable {

    /** One client, which somebody reads or not. */
    interface Client {

        /** Takes an update that waits; tells whether there was one. */
        boolean poll();

        /** Leaves the hub. */
        void disconnect();
    }

    /**
     * Lets a client in.
     *
     * @param room the room whose updates it wants
     * @param capacity how many may wait for it; more are dropped
     */
    Client connect(int room, int capacity);

    /** Brings an update to all clients of its room that have room. */
    void publish(Update update);

    @Override
    void close();
}
