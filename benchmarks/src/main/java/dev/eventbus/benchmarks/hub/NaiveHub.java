package dev.eventbus.benchmarks.hub;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;

/** What one writes in an hour: a map of clients under a read-write lock, a bounded queue for each. */
final class NaiveHub implements Hub {

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<Long, Connection> clients = new LinkedHashMap<>();
    private long lastId;

    NaiveHub() {}

    private final class Connection implements Client {

        private final Predicate<Update> filter;
        private final ArrayBlockingQueue<Update> queue;
        private long id;

        Connection(Predicate<Update> filter, int capacity) {
            this.filter = filter;
            this.queue = new ArrayBlockingQueue<>(capacity);
        }

        @Override
        public boolean poll() {
            return queue.poll() != null;
        }

        @Override
        public void disconnect() {
            lock.writeLock().lock();
            try {
                clients.remove(id);
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    @Override
    public Client connect(int room, int capacity) {
        Connection client = new Connection(update -> update.room() == room, capacity);
        lock.writeLock().lock();
        try {
            client.id = ++lastId;
            clients.put(client.id, client);
        } finally {
            lock.writeLock().unlock();
        }
        return client;
    }

    @Override
    public void publish(Update update) {
        lock.readLock().lock();
        try {
            for (Connection client : clients.values()) {
                if (client.filter.test(update)) {
                    client.queue.offer(update);
                }
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {}
}
