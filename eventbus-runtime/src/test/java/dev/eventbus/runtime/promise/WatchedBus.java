package dev.eventbus.runtime.promise;

import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BusListener;
import dev.eventbus.CloseReport;
import dev.eventbus.DeadLetter;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.PublishResult;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.runtime.Ledger;
import dev.eventbus.runtime.LogLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A bus of which all is known that it tells anybody, with a subscription that what others throw must not harm. */
final class WatchedBus implements AutoCloseable {

    private final LogLines lines = new LogLines();
    private final Ledger ledger = new Ledger();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final EventBus bus;
    private final Subscription healthy;
    private int published;

    /** What the thread's handler of uncaught exceptions was told. */
    final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    /** What the listener was told of failures, and how many. */
    final List<Throwable> failures = new CopyOnWriteArrayList<>();

    final List<Long> failureCounts = new CopyOnWriteArrayList<>();
    /** What the listener was told of drops. */
    final List<DropReason> drops = new CopyOnWriteArrayList<>();

    WatchedBus(UnaryOperator<EventBus.Builder> settings) {
        EventBus.Builder builder = EventBus.builder()
                .name("watched")
                .deadLetterDrops(true)
                .threadFactory(this::thread)
                .listener(new BusListener() {
                    @Override
                    public void onFailed(Subscription subscription, Throwable cause, long count) {
                        failures.add(cause);
                        failureCounts.add(count);
                    }

                    @Override
                    public void onDropped(Subscription subscription, DropReason reason, long count) {
                        drops.add(reason);
                    }
                });
        bus = settings.apply(builder).build();
        healthy = bus.subscription(Integer.class)
                .name("healthy")
                .capacity(1 << 16)
                .handle(event -> {});
    }

    /** Opens one with some settings. */
    static WatchedBus open(UnaryOperator<EventBus.Builder> settings) {
        return new WatchedBus(settings);
    }

    /** Opens one. */
    static WatchedBus open() {
        return open(UnaryOperator.identity());
    }

    /** A thread whose handler of uncaught exceptions throws too. */
    Thread thread(Runnable task) {
        Thread thread = new Thread(task, "watched");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((of, failure) -> {
            uncaught.add(failure);
            throw new IllegalStateException("of the handler of uncaught exceptions");
        });
        return thread;
    }

    EventBus bus() {
        return bus;
    }

    /** Begins a subscription whose code throws. */
    SubscriptionBuilder<Integer> throwing() {
        return bus.subscription(Integer.class).name("throwing");
    }

    /** Lets the sums be held against a subscription. */
    Subscription watch(Subscription subscription) {
        subscriptions.add(subscription);
        return subscription;
    }

    PublishResult publish(int event) {
        published++;
        return ledger.note(bus.publish(event));
    }

    void idle() throws InterruptedException {
        assertThat(bus.awaitIdle(Duration.ofDays(1))).isTrue();
    }

    /** Closes it, when everything has been handled, and looks whether anybody else was harmed. */
    CloseReport end() {
        CloseReport report = bus.close(Duration.ofDays(1));
        assertThat(report.isComplete()).as("complete: %s", report).isTrue();
        assertUnharmed();
        return report;
    }

    /** Waits until the healthy subscription has everything, for a close that will not wait. */
    void awaitHealthy() {
        until(() -> healthy.stats().delivered() == published);
    }

    void assertUnharmed() {
        assertThat(healthy.stats().delivered()).isEqualTo(published);
        List<SubscriptionStats> all = new ArrayList<>(List.of(healthy.stats()));
        subscriptions.forEach(each -> all.add(each.stats()));
        ledger.assertBalanced(all);
    }

    List<String> messages() {
        return lines.messages();
    }

    /** The lines that begin with the bus's name and this. */
    List<String> messages(String beginning) {
        return messages().stream()
                .filter(line -> line.startsWith("Bus watched: " + beginning))
                .toList();
    }

    /** What is thrown costs no other report. */
    void assertReported() {
        assertThat(messages()).noneMatch(line -> line.contains("a report of losses failed"));
    }

    /** One event has failed, and everybody who should has been told. */
    void assertFailedOnce(Throwable cause) {
        assertReported();
        assertThat(failures).hasSize(1);
        assertThat(failures.get(0)).isSameAs(cause);
        assertThat(messages("the handler of subscription throwing failed once, 1 in all."))
                .hasSize(1);
        assertThat(bus.deadLetters().snapshot())
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.FAILED))
                .satisfies(letter -> assertThat(letter.dropReason()).isNull())
                .satisfies(letter -> assertThat(letter.cause()).isSameAs(cause));
    }

    /**
     * So many events have been dropped for this reason, the last because of the cause, and everybody who should has
     * been told.
     */
    void assertDropped(DropReason reason, int count, Throwable cause) {
        assertReported();
        assertThat(drops).isNotEmpty().containsOnly(reason);
        assertThat(failures).isEmpty();
        assertThat(messages("subscription throwing lost ")).isNotEmpty().allMatch(line -> line.contains("(" + reason));
        assertThat(bus.deadLetters().snapshot())
                .hasSize(count)
                .allSatisfy(letter -> assertThat(letter.dropReason()).isEqualTo(reason));
        assertThat(bus.deadLetters().snapshot().get(count - 1).cause()).isSameAs(cause);
    }

    @Override
    public void close() {
        bus.close(Duration.ZERO);
        lines.close();
    }
}
