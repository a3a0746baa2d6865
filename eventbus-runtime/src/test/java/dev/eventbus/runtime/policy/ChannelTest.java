package dev.eventbus.runtime.policy;

import static dev.eventbus.testing.Patience.untilWaiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eventbus.Channel;
import dev.eventbus.ChannelClosedException;
import dev.eventbus.CloseReport;
import dev.eventbus.DeliveryMode;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.PublishReport;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.Ledger;
import dev.eventbus.testing.Patience;
import dev.eventbus.testing.Publishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pull channels: events wait until somebody comes for them. */
class ChannelTest {

    private final EventBus bus = EventBus.builder().build();

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void eventsAreReceivedInTheirOrderAndCountAsDelivered() throws Exception {
        Channel<Integer> channel = bus.subscription(Integer.class).channel();
        assertThat(channel.poll()).isNull();
        bus.publish(1);
        bus.publish(2);
        bus.publish(3);
        assertThat(channel.receive()).isEqualTo(1);
        assertThat(channel.receive(Duration.ofSeconds(30))).isEqualTo(2);
        SubscriptionStats stats = channel.subscription().stats();
        assertThat(List.of(stats.delivered(), stats.queued(), stats.inProgress()))
                .containsExactly(2L, 1L, 0L);
        assertThat(channel.poll()).isEqualTo(3);
        assertThat(channel.poll()).isNull();
        assertThat(channel.receive(Duration.ZERO)).isNull();
        assertThat(channel.receive(Duration.ofMillis(1))).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> channel.receive(Duration.ofMillis(-1)));
    }

    @Test
    void whoWaitsIsWokenByTheNextEvent() throws Exception {
        Channel<Integer> channel = bus.subscription(Integer.class).channel();
        for (int round = 0; round < 200; round++) {
            CompletableFuture<Integer> received = receiveInAnotherThread(channel);
            bus.publish(round);
            assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo(round);
        }
    }

    private static CompletableFuture<Integer> receiveInAnotherThread(Channel<Integer> channel) {
        CompletableFuture<Integer> received = new CompletableFuture<>();
        Gate.NEW_THREAD.execute(() -> {
            try {
                received.complete(channel.receive());
            } catch (Throwable failure) {
                received.completeExceptionally(failure);
            }
        });
        return received;
    }

    @Test
    void aClosedChannelIsReadToItsEnd() throws Exception {
        Channel<Integer> channel = bus.subscription(Integer.class).channel();
        bus.publish(1);
        bus.publish(2);
        channel.close();
        channel.close();
        assertThat(channel.isClosed()).isTrue();
        assertThat(channel.subscription().isActive()).isFalse();
        assertThat(bus.subscriptions()).isEmpty();
        assertThat(bus.publish(3).matched()).isZero();
        assertThat(channel.receive()).isEqualTo(1);
        assertThat(channel.receive(Duration.ofSeconds(1))).isEqualTo(2);
        for (Duration timeout : List.of(Duration.ZERO, Duration.ofMillis(1), Duration.ofDays(1_000_000))) {
            assertThatExceptionOfType(ChannelClosedException.class)
                    .isThrownBy(() -> channel.receive(timeout))
                    .withMessageContaining(channel.subscription().name());
        }
        assertThat(channel.poll()).isNull();
        assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(channel::receive);
        assertThat(channel.iterator().hasNext()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void whoWaitsForSomeTimeLearnsThatTheChannelHasEnded(Ending ending) throws Exception {
        Channel<Integer> channel = bus.subscription(Integer.class).channel();
        CompletableFuture<Integer> received = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                received.complete(channel.receive(Duration.ofDays(1)));
            } catch (Throwable failure) {
                received.completeExceptionally(failure);
            }
        });
        reader.start();
        untilWaiting(reader);
        ending.end(bus, channel);
        assertThat(received)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withCauseInstanceOf(ChannelClosedException.class);
    }

    private enum Ending {
        CLOSE,
        CANCEL,
        CLOSE_OF_THE_BUS;

        void end(EventBus bus, Channel<?> channel) {
            switch (this) {
                case CLOSE -> channel.close();
                case CANCEL -> channel.subscription().cancel();
                case CLOSE_OF_THE_BUS -> bus.close();
            }
        }
    }

    @Test
    void onceIsReceivedAndThenTheChannelHasEnded() throws Exception {
        Channel<Integer> channel = bus.subscription(Integer.class).once().channel();
        assertThat(channel.receive(Duration.ZERO)).isNull();
        bus.publish(1);
        assertThat(channel.receive(Duration.ZERO)).isEqualTo(1);
        assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(() -> channel.receive(Duration.ZERO));
    }

    /** Who closes has no reason to resume anything, so that a reader would wait for ever. */
    @Test
    void pausingAClosedChannelDoesNotKeepItsReaderFromItsEnd() throws Exception {
        Channel<Integer> closedByReader = bus.subscription(Integer.class).channel();
        Channel<Integer> closedByBus = bus.subscription(Integer.class).channel();
        bus.publish(1);
        bus.publish(2);
        closedByReader.close();
        bus.close();
        for (Channel<Integer> channel : List.of(closedByReader, closedByBus)) {
            channel.subscription().pause();
            assertThat(channel.subscription().isPaused()).isFalse();
            assertThat(channel.receive()).isEqualTo(1);
            channel.subscription().pause();
            assertThat(channel).containsExactly(2);
        }
    }

    @Test
    void aPausedChannelThatItsReaderClosesIsReadToItsEnd() throws Exception {
        Channel<Integer> channel = bus.subscription(Integer.class).channel();
        bus.publish(1);
        channel.subscription().pause();
        channel.close();
        assertThat(channel.subscription().isPaused()).isFalse();
        assertThat(channel).containsExactly(1);
    }

    @Test
    void closingTheBusDoesNotWaitForReceiversAndTellsWhatIsUnread() throws Exception {
        Channel<Integer> channel = bus.subscription(Integer.class).channel();
        for (int i = 0; i < 5; i++) {
            bus.publish(i);
        }
        CloseReport report = bus.close(Duration.ofDays(1));
        assertThat(report.isComplete()).isTrue();
        assertThat(report.unread()).isEqualTo(5);
        assertThat(report.toString()).contains("unread=5");
        assertThat(report.discarded()).isZero();
        List<Integer> read = new ArrayList<>();
        for (int event : channel) {
            read.add(event);
        }
        assertThat(read).containsExactly(0, 1, 2, 3, 4);
        assertThat(channel.subscription().stats().delivered()).isEqualTo(5);
    }

    @Test
    void closingEndsThoseWhoWait() throws Exception {
        Channel<Integer> channel = bus.subscription(Integer.class).channel();
        List<CompletableFuture<Integer>> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waiting.add(receiveInAnotherThread(channel));
        }
        bus.close();
        for (CompletableFuture<Integer> each : waiting) {
            assertThat(each.handle((event, failure) -> failure).get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ChannelClosedException.class);
        }
    }

    @Test
    void cancellingDiscardsAndCountsWhatWaits() throws Exception {
        Channel<Integer> channel = bus.subscription(Integer.class).channel();
        CompletableFuture<Integer> first = receiveInAnotherThread(channel);
        bus.publish(1);
        first.get(30, TimeUnit.SECONDS);
        bus.publish(2);
        channel.subscription().cancel();
        assertThat(channel.poll()).isNull();
        assertThat(channel.subscription().stats().count(DropReason.CANCELLED)).isEqualTo(1);
        assertThat(channel.iterator().hasNext()).isFalse();
    }

    @Test
    void anInterruptEndsWaitingWithoutTakingAnEvent() throws Exception {
        Channel<Integer> channel = bus.subscription(Integer.class).channel();
        bus.publish(1);
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(channel::receive);
        Thread.currentThread().interrupt();
        assertThat(channel.iterator().hasNext()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(channel.poll()).isEqualTo(1);

        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            for (int event : channel) {
                throw new AssertionError("no event was published: " + event);
            }
            ended.complete(Thread.currentThread().isInterrupted());
        });
        reader.start();
        reader.interrupt();
        assertThat(ended.get(30, TimeUnit.SECONDS)).isTrue();
    }

    private Channel<Integer> overflowing(
            Overflow overflow, int capacity, Consumer<SubscriptionBuilder<Integer>> underBlock) {
        SubscriptionBuilder<Integer> builder = bus.subscription(Integer.class).overflow(overflow);
        if (overflow != Overflow.CONFLATE) {
            builder.capacity(capacity);
        }
        if (overflow == Overflow.BLOCK) {
            underBlock.accept(builder);
        }
        return builder.channel();
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void overflowTreatsAFullChannelLikeAnyOther(Overflow overflow) throws Exception {
        Channel<Integer> channel = overflowing(overflow, 2, builder -> builder.blockFor(Duration.ofMillis(1)));
        for (int i = 1; i <= 4; i++) {
            bus.publish(i);
        }
        channel.close();
        List<Integer> read = new ArrayList<>();
        channel.forEach(read::add);
        SubscriptionStats stats = channel.subscription().stats();
        switch (overflow) {
            case DROP_NEWEST, BLOCK -> assertThat(read).containsExactly(1, 2);
            case DROP_OLDEST -> assertThat(read).containsExactly(3, 4);
            case CONFLATE -> assertThat(read).containsExactly(4);
        }
        assertThat(stats.dropped()).isEqualTo(overflow == Overflow.CONFLATE ? 0 : 2);
        assertThat(stats.conflated()).isEqualTo(overflow == Overflow.CONFLATE ? 3 : 0);
        Ledger.assertSum(stats);
    }

    @Test
    void aPublisherThatWaitsForRoomIsWokenByAReceiver() throws Exception {
        Channel<Integer> channel = bus.subscription(Integer.class)
                .capacity(1)
                .overflow(Overflow.BLOCK)
                .blockWithoutLimit()
                .channel();
        CompletableFuture<Void> published = CompletableFuture.runAsync(
                () -> {
                    for (int i = 0; i < 1_000; i++) {
                        assertThat(bus.publish(i).accepted()).isEqualTo(1);
                    }
                },
                Gate.NEW_THREAD);
        for (int i = 0; i < 1_000; i++) {
            assertThat(channel.receive()).isEqualTo(i);
        }
        published.get(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void manyReceiversGetEachEventOfManyPublishersOnce(Overflow overflow) throws Exception {
        Channel<Integer> channel = overflowing(overflow, 16, SubscriptionBuilder::blockWithoutLimit);
        int perPublisher = 30_000;
        ConcurrentLinkedQueue<Integer> received = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> receivers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            receivers.add(CompletableFuture.runAsync(() -> channel.forEach(received::add), Gate.NEW_THREAD));
        }
        Ledger ledger = new Ledger();
        List<CompletableFuture<Void>> publishers = new ArrayList<>();
        for (int p = 0; p < 2; p++) {
            int first = p * perPublisher;
            publishers.add(CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < perPublisher; i++) {
                            ledger.note(bus.publish(first + i));
                        }
                    },
                    Gate.NEW_THREAD));
        }
        for (CompletableFuture<Void> publisher : publishers) {
            publisher.get(50, TimeUnit.SECONDS);
        }
        channel.close();
        for (CompletableFuture<Void> receiver : receivers) {
            receiver.get(30, TimeUnit.SECONDS);
        }
        SubscriptionStats stats = channel.subscription().stats();
        assertThat(received).doesNotHaveDuplicates().hasSize((int) stats.delivered());
        assertThat(stats.queued()).isZero();
        if (overflow == Overflow.BLOCK) {
            assertThat(received).hasSize(2 * perPublisher);
        }
        ledger.assertBalanced(List.of(stats));
    }

    @Test
    void aReceiverWhoseTimeIsUpLeavesItsEventToTheOthers() throws Exception {
        Channel<Integer> channel = bus.subscription(Integer.class).channel();
        AtomicBoolean over = new AtomicBoolean();
        Channel<Long> returned = bus.subscription(Long.class).channel();
        Publishers impatient = Publishers.start(() -> {
            while (!over.get()) {
                // So short that it is often woken just when its time is up.
                Integer event = channel.receive(Duration.ofNanos(30_000));
                if (event != null) {
                    bus.publish((long) event);
                }
            }
        });
        Publishers patient = Publishers.start(() -> channel.forEach(event -> bus.publish((long) event)));
        for (int i = 0; i < 2_000; i++) {
            bus.publish(i);
            assertThat(returned.receive(Duration.ofSeconds(30))).isEqualTo(i);
        }
        over.set(true);
        impatient.join();
        channel.close();
        patient.join();
    }

    @Test
    void aPausedChannelGivesNothingUntilItIsResumed() throws Exception {
        Channel<Integer> channel = bus.subscription(Integer.class).channel();
        channel.subscription().pause();
        bus.publish(1);
        bus.publish(2);
        assertThat(channel.poll()).isNull();
        CompletableFuture<Integer> one = receiveInAnotherThread(channel);
        CompletableFuture<Integer> other = receiveInAnotherThread(channel);
        channel.subscription().resume();
        assertThat(one.get(30, TimeUnit.SECONDS) + other.get(30, TimeUnit.SECONDS))
                .isEqualTo(3);
        channel.subscription().pause();
        bus.publish(3);
        assertThat(bus.close(Duration.ofDays(1)).discarded()).isEqualTo(1);
        assertThat(channel.iterator().hasNext()).isFalse();
    }

    @Test
    void onceTakesOneEventAndFilterTheOnesThatMatch() throws Exception {
        Channel<Integer> first = bus.subscription(Integer.class)
                .filter(event -> event > 1)
                .once()
                .channel();
        for (int i = 0; i < 5; i++) {
            bus.publish(i);
        }
        assertThat(first.receive()).isEqualTo(2);
        assertThat(first.isClosed()).isTrue();
        assertThat(first.iterator().hasNext()).isFalse();
    }

    @Test
    void aTrackedEventIsDeliveredWhenItIsReceived() throws Exception {
        Channel<Integer> channel = bus.subscription(Integer.class).channel();
        CompletableFuture<PublishReport> received = bus.publishAndTrack(1).toCompletableFuture();
        CompletableFuture<PublishReport> left = bus.publishAndTrack(2).toCompletableFuture();
        assertThat(channel.receive()).isEqualTo(1);
        assertThat(received.get(30, TimeUnit.SECONDS).deliveries().get(0).outcome())
                .isEqualTo(PublishReport.Outcome.DELIVERED);
        channel.subscription().cancel();
        assertThat(left.get(30, TimeUnit.SECONDS).deliveries().get(0).outcome())
                .isEqualTo(PublishReport.Outcome.DISCARDED);
    }

    @Test
    void aBusIsIdleThoughAChannelIsNotRead() throws Exception {
        Channel<Integer> channel = bus.subscription(Integer.class).channel();
        bus.publish(1);
        assertThat(bus.awaitIdle(Duration.ofDays(1))).isTrue();
        assertThat(channel.poll()).isEqualTo(1);
    }

    @Test
    void whatIsAboutHandlersIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.subscription(Integer.class)
                        .mode(DeliveryMode.DIRECT)
                        .channel())
                .withMessageContaining("has a channel");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.subscription(Integer.class).concurrency(2).channel())
                .withMessageContaining("concurrency");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.subscription(Integer.class)
                        .timeout(Duration.ofMillis(2))
                        .channel())
                .withMessageContaining("timeout");
    }

    /** Two that sleep before one event: one gets it, and both see the end. */
    @Test
    void allReceiversSeeTheEndWhenOneOfThemTakesTheLastEvent() throws Exception {
        Channel<Integer> channel = bus.subscription(Integer.class).channel();
        channel.subscription().pause();
        bus.publish(1);
        List<Integer> received = Collections.synchronizedList(new ArrayList<>());
        Publishers readers = Publishers.start(2, reader -> channel.forEach(received::add));
        readers.threads().forEach(Patience::untilWaiting);
        channel.close();
        readers.join();
        assertThat(received).containsExactly(1);
    }
}
