package dev.eventbus.benchmarks.channel;

import java.util.List;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * A multicast sink with a buffer of the capacity, and for each subscriber {@code publishOn(parallel())}, which keeps
 * up to 256 more. An emission that overflows, or meets another publisher's, is tried again.
 */
final class ReactorContender implements Contender {

    private final Sinks.Many<Tick> sink;

    ReactorContender(List<? extends Subscriber> subscribers, int capacity) {
        sink = Sinks.many().multicast().onBackpressureBuffer(capacity, false);
        for (Subscriber subscriber : subscribers) {
            sink.asFlux().publishOn(Schedulers.parallel()).subscribe(subscriber::handle);
        }
    }

    @Override
    public void publish(Tick tick) {
        Sinks.EmitResult result = sink.tryEmitNext(tick);
        if (result.isFailure()) {
            Backoff backoff = new Backoff();
            do {
                if (result != Sinks.EmitResult.FAIL_OVERFLOW && result != Sinks.EmitResult.FAIL_NON_SERIALIZED) {
                    throw new IllegalStateException("not emitted: " + result);
                }
                backoff.pause();
                result = sink.tryEmitNext(tick);
            } while (result.isFailure());
        }
    }

    @Override
    public void close() {
        sink.tryEmitComplete().orThrow();
    }
}
