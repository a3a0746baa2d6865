package dev.eventbus.benchmarks.channel;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One ring for all subscribers, a thread for each. The slowest subscriber holds up the ring, and with it every
 * publisher: there is no policy of a single subscriber, so all are lossless.
 */
final class DisruptorContender implements Contender {

    private final Disruptor<Slot> disruptor;
    private final RingBuffer<Slot> ring;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    DisruptorContender(List<? extends Subscriber> subscribers, int capacity, WaitStrategy strategy) {
        disruptor = new Disruptor<>(Slot::new, capacity, DaemonThread::new, ProducerType.MULTI, strategy);
        disruptor.handleEventsWith(subscribers.stream().map(Consumer::new).toArray(EventHandler[]::new));
        ring = disruptor.start();
    }

    @Override
    public void publish(Tick tick) {
        long sequence = ring.next();
        ring.get(sequence).tick = tick;
        ring.publish(sequence);
    }

    @Override
    public void close() {
        disruptor.shutdown();
    }

    private static final class Slot {

        private @Nullable Tick tick;
    }

    private record Consumer(Subscriber subscriber) implements EventHandler<Slot> {

        @Override
        public void onEvent(Slot slot, long sequence, boolean endOfBatch) {
            Tick tick = slot.tick;
            if (tick != null) {
                subscriber.handle(tick);
            }
        }
    }
}
