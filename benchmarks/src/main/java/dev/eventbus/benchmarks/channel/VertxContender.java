package dev.eventbus.benchmarks.channel;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.util.List;

/**
 * Vert.x's local event bus, with a verticle for each subscriber, which spreads them over the event loops, and a codec
 * that passes events as they are. It has no bound, so a {@link Throttle} is put before it.
 */
final class VertxContender implements Contender {

    private static final String ADDRESS = "ticks";

    private final Vertx vertx = Vertx.vertx();
    private final Throttle throttle;

    VertxContender(List<? extends Subscriber> subscribers, int capacity) {
        throttle = new Throttle(subscribers, capacity);
        vertx.eventBus().registerDefaultCodec(Tick.class, new Codec());
        for (Subscriber subscriber : subscribers) {
            vertx.deployVerticle(context -> listen(subscriber)).await();
        }
    }

    private Future<?> listen(Subscriber subscriber) {
        return vertx.eventBus()
                .<Tick>localConsumer(ADDRESS, message -> subscriber.handle(message.body()))
                .completion();
    }

    @Override
    public void publish(Tick tick) {
        throttle.admit();
        vertx.eventBus().publish(ADDRESS, tick);
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private static final class Codec implements MessageCodec<Tick, Tick> {

        @Override
        public Tick transform(Tick tick) {
            return tick;
        }

        @Override
        public void encodeToWire(Buffer buffer, Tick tick) {
            throw new UnsupportedOperationException("nothing leaves this process");
        }

        @Override
        public Tick decodeFromWire(int position, Buffer buffer) {
            throw new UnsupportedOperationException("nothing leaves this process");
        }

        @Override
        public String name() {
            return "as-it-is";
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}
