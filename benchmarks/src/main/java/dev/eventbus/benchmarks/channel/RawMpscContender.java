package dev.eventbus.benchmarks.channel;

import java.util.List;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;

/**
 * The bare queue that channels are made of, and a thread for each that polls: no bus, no policy, no rest. An empty
 * queue makes its thread yield, a full one makes the publisher spin a little and then yield. Idle threads go on
 * burning processors.
 */
final class RawMpscContender implements Contender {

    private final List<Poller> pollers;

    RawMpscContender(List<? extends Subscriber> subscribers, int capacity) {
        pollers = subscribers.stream()
                .map(subscriber -> new Poller(subscriber, capacity))
                .toList();
        pollers.forEach(Thread::start);
    }

    @Override
    public void publish(Tick tick) {
        for (Poller poller : pollers) {
            if (!poller.queue.offer(tick)) {
                Backoff backoff = new Backoff();
                do {
                    backoff.pause();
                } while (!poller.queue.offer(tick));
            }
        }
    }

    @Override
    public void close() {
        ConsumerThread.end(pollers);
    }

    private static final class Poller extends ConsumerThread {

        private final MessagePassingQueue<Tick> queue;
        private final Subscriber subscriber;

        Poller(Subscriber subscriber, int capacity) {
            super("poller");
            this.subscriber = subscriber;
            queue = new MpscVarHandleArrayQueue<>(capacity);
        }

        @Override
        @SuppressWarnings("ThreadPriorityCheck") // nothing relies on the yield: it lets publishers go on
        public void run() {
            while (!ended()) {
                Tick tick = queue.poll();
                if (tick == null) {
                    Thread.yield();
                } else {
                    subscriber.handle(tick);
                }
            }
        }
    }
}
