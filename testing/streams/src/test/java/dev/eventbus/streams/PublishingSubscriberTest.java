package dev.eventbus.streams;

import static dev.eventbus.streams.Reader.numbers;
import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.eventbus.BusClosedException;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A publisher that publishes a stream asks for what it can publish, and ends the stream when it cannot. */
class PublishingSubscriberTest {

    private static final int MOST_AT_ONCE = 256;

    private final EventBus bus = EventBus.builder().build();

    @AfterEach
    void close() {
        bus.close();
    }

    /** A source that gives what it is told to, in the test's thread. */
    private static final class Source implements Flow.Subscription {

        private final AtomicLong requested = new AtomicLong();
        private boolean cancelled;

        @Override
        public void request(long n) {
            requested.addAndGet(n);
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    @Test
    void aStreamIsPublishedInItsOrder() throws Exception {
        List<Integer> handled = new ArrayList<>();
        bus.subscription(Integer.class)
                .overflow(Overflow.BLOCK)
                .blockWithoutLimit()
                .capacity(4)
                .handle(event -> {
                    synchronized (handled) {
                        handled.add(event);
                    }
                });
        try (SubmissionPublisher<Integer> source = new SubmissionPublisher<>()) {
            source.subscribe(bus.publisher(Integer.class).flowSubscriber());
            for (int i = 0; i < 20_000; i++) {
                source.submit(i);
            }
        }
        until(() -> {
            synchronized (handled) {
                return handled.size() == 20_000;
            }
        });
        synchronized (handled) {
            assertThat(handled).isEqualTo(numbers(20_000));
        }
    }

    @Test
    void demandFollowsWhatHasBeenPublished() {
        Flow.Subscriber<Integer> subscriber = bus.publisher(Integer.class).flowSubscriber();
        Source source = new Source();
        subscriber.onSubscribe(source);
        for (int published = 0; published < 5_000; published++) {
            long outstanding = source.requested.get() - published;
            assertThat(outstanding).isBetween(1L, (long) MOST_AT_ONCE);
            subscriber.onNext(published);
        }
    }

    /** The slowest channel of one bus sets the pace of the publishers of another. */
    @Test
    void aChannelThatIsFullUnderBlockHoldsUpTheStream() throws Exception {
        try (EventBus first = EventBus.builder().build()) {
            Subscription slow = bus.subscription(Integer.class)
                    .overflow(Overflow.BLOCK)
                    .blockWithoutLimit()
                    .capacity(1)
                    .handle(event -> {});
            slow.pause();
            first.subscription(Integer.class)
                    .overflow(Overflow.BLOCK)
                    .blockFor(Duration.ofMillis(1))
                    .capacity(10)
                    .flowPublisher()
                    .subscribe(bus.publisher(Integer.class).flowSubscriber());
            int accepted = 0;
            while (first.publish(accepted).accepted() == 1) {
                accepted++;
                if (accepted <= 2) {
                    until(() -> first.stats().subscriptions().get(0).queued() == 0);
                }
            }
            // One waits in the channel, one in the publish that waits for room, and ten before that.
            assertThat(accepted).isEqualTo(12);
            slow.resume();
            int all = accepted;
            until(() -> slow.stats().delivered() == all);
        }
    }

    @Test
    void aClosedBusCancelsTheStream() {
        Flow.Subscriber<Integer> subscriber = bus.publisher(Integer.class).flowSubscriber();
        Source source = new Source();
        subscriber.onSubscribe(source);
        subscriber.onNext(1);
        assertThat(source.cancelled).isFalse();
        bus.close();
        List<ILoggingEvent> lines = logged(() -> {
            subscriber.onNext(2);
            subscriber.onNext(3);
        });
        assertThat(source.cancelled).isTrue();
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).getThrowableProxy().getClassName()).isEqualTo(BusClosedException.class.getName());
    }

    @Test
    void aStreamThatFailsIsLoggedAndTheBusGoesOn() {
        Flow.Subscriber<Integer> subscriber = bus.publisher(Integer.class).flowSubscriber();
        subscriber.onSubscribe(new Source());
        List<ILoggingEvent> lines = logged(() -> {
            subscriber.onError(new IllegalStateException("thrown by a test"));
            new Reader<Integer>().reads(bus.subscription(Integer.class).flowPublisher());
            assertThat(bus.publish(1).accepted()).isOne();
            // Lines are written by a thread of the bus, which ends with it.
            bus.close();
        });
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).getThrowableProxy().getMessage()).isEqualTo("thrown by a test");
    }

    @Test
    void aSecondStreamIsCancelled() {
        Flow.Subscriber<Integer> subscriber = bus.publisher(Integer.class).flowSubscriber();
        Source first = new Source();
        Source second = new Source();
        subscriber.onSubscribe(first);
        subscriber.onSubscribe(second);
        assertThat(first.cancelled).isFalse();
        assertThat(second.cancelled).isTrue();
        assertThat(second.requested).hasValue(0);
    }

    @Test
    void nullIsRefused() {
        Flow.Subscriber<Integer> subscriber = bus.publisher(Integer.class).flowSubscriber();
        assertThatNullPointerException().isThrownBy(() -> subscriber.onSubscribe(null));
        assertThatNullPointerException().isThrownBy(() -> subscriber.onNext(null));
        assertThatNullPointerException().isThrownBy(() -> subscriber.onError(null));
    }

    private static List<ILoggingEvent> logged(Runnable action) {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.eventbus");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
        logger.setLevel(Level.ERROR);
        try {
            action.run();
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(null);
            logger.setAdditive(true);
        }
        return List.copyOf(lines.list);
    }
}
