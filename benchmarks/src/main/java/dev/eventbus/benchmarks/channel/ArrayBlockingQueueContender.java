package dev.eventbus.benchmarks.channel;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * What one writes by hand: a blocking queue and a platform thread for each subscriber, {@code put} and {@code take}.
 */
final class ArrayBlockingQueueContender implements Contender {

    private final List<Taker> takers;

    ArrayBlockingQueueContender(List<? extends Subscriber> subscribers, int capacity) {
        takers = subscribers.stream()
                .map(subscriber -> new Taker(subscriber, capacity))
                .toList();
        takers.forEach(Thread::start);
    }

    @Override
    public void publish(Tick tick) {
        try {
            for (Taker taker : takers) {
                if (taker.lossless) {
                    taker.queue.put(tick);
                } else {
                    // Nobody counts what is dropped.
                    boolean unused = taker.queue.offer(tick);
                }
            }
        } catch (InterruptedException stop) {
            throw new IllegalStateException("nobody interrupts publishers", stop);
        }
    }

    @Override
    public void close() {
        ConsumerThread.end(takers);
    }

    private static final class Taker extends ConsumerThread {

        private final BlockingQueue<Tick> queue;
        private final Subscriber subscriber;
        private final boolean lossless;

        Taker(Subscriber subscriber, int capacity) {
            super("taker");
            this.subscriber = subscriber;
            lossless = subscriber.lossless();
            queue = new ArrayBlockingQueue<>(capacity);
        }

        @Override
        public void run() {
            try {
                while (true) {
                    subscriber.handle(queue.take());
                }
            } catch (InterruptedException end) {
                // The way out; the queue is empty.
            }
        }
    }
}
