package dev.eventbus.runtime.queue;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Storage that any number of threads poll: for channels whose publishers displace the oldest event. The JDK's linked
 * queue, because the array queues for several consumers allocate their capacity at once.
 */
final class ManyConsumerStorage implements EventStorage {

    private final Queue<Object> queue = new ConcurrentLinkedQueue<>();

    @Override
    public void add(Object item) {
        queue.add(item);
    }

    @Override
    public @Nullable Object poll() {
        return queue.poll();
    }
}
