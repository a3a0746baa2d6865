package dev.eventbus.benchmarks.refused;

import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.PublishResult;
import dev.eventbus.Publisher;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionStats;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A bus with one subscription whose handler never returns, and whose channel is full. */
@State(Scope.Benchmark)
public class StuckSubscription {

    static final int CAPACITY = 1_024;

    final Tick tick = new Tick(42);
    final EventBus bus = EventBus.builder().build();
    final Publisher<Tick> publisher = bus.publisher(Tick.class);
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private long published;

    /** For the benchmarks. */
    public StuckSubscription() {}

    /**
     * Lets the handler get stuck and fills its channel.
     *
     * @throws InterruptedException never, unless something else interrupts
     */
    @Setup(Level.Trial)
    public void fill() throws InterruptedException {
        bus.subscription(Tick.class)
                .capacity(CAPACITY)
                .overflow(Overflow.DROP_NEWEST)
                .handle(tick -> {
                    stuck.countDown();
                    released.await();
                });
        throughPublisher();
        stuck.await();
        while (throughPublisher().dropped() == 0) {}
    }

    PublishResult throughPublisher() {
        published++;
        return publisher.publish(tick);
    }

    PublishResult throughBus() {
        published++;
        return bus.publish(tick);
    }

    /**
     * Checks that the bus counted every event, while the handler is stuck and once it is not.
     *
     * @throws IllegalStateException if an event is missing
     */
    @TearDown(Level.Trial)
    public void check() {
        SubscriptionStats stats = bus.stats().subscriptions().get(0);
        if (stats.accepted() + stats.count(DropReason.OVERFLOW) != published || stats.accepted() != CAPACITY + 1) {
            throw new IllegalStateException(published + " published, but " + stats + ", accepted " + stats.accepted());
        }
        Subscription subscription = bus.subscriptions().get(0);
        released.countDown();
        bus.close(Duration.ofSeconds(10));
        SubscriptionStats last = subscription.stats();
        if (last.delivered() + last.dropped() != published) {
            throw new IllegalStateException(published + " published, but in the end " + last);
        }
    }
}
