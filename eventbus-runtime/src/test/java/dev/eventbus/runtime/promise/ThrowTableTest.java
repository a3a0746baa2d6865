package dev.eventbus.runtime.promise;

import static dev.eventbus.runtime.promise.WatchedBus.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.DropReason;
import dev.eventbus.Overflow;
import dev.eventbus.PublishResult;
import dev.eventbus.Subscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table "What a throw does" in {@code docs/guarantees.md}: each row, with everything that can be thrown. */
class ThrowTableTest {

    private static final Path GUARANTEES = Path.of("..", "docs", "guarantees.md");
    private static final String TITLE = "## What a throw does";

    /** Throws something where a row says, and looks whether the effect is the row's. */
    private interface Check {
        void of(Thrown thrown) throws Exception;
    }

    private final Map<String, Check> checks = Map.ofEntries(
            Map.entry("a CHANNEL handler, anything", HandlerThrows::channelHandler),
            Map.entry(
                    "a CHANNEL handler, an `Error` except `AssertionError` and `StackOverflowError`",
                    HandlerThrows::error),
            Map.entry(
                    "a CHANNEL handler that its timeout interrupts, whatever it throws or returns",
                    HandlerThrows::lateHandler),
            Map.entry("a DIRECT handler, anything", HandlerThrows::directHandler),
            Map.entry("DIRECT handlers that publish to each other without end", HandlerThrows::endlessDirectHandlers),
            Map.entry("a filter", FilterThrows::filter),
            Map.entry("a key function, or `equals` or `hashCode` of a key", FilterThrows::key),
            Map.entry("a handler's stage", StreamThrows::stage),
            Map.entry("the subscriber of a stream, from `onNext`", StreamThrows::streamSubscriber),
            Map.entry(
                    "the subscriber of a stream, from `onSubscribe`, `onError` or `onComplete`",
                    StreamThrows::streamSignals),
            Map.entry(
                    "the source of a stream that `flowSubscriber()` publishes, from `request` or `cancel`",
                    StreamThrows::streamSource),
            Map.entry("a `ContextCarrier`", CollaboratorThrows::carrier),
            Map.entry("a listener", CollaboratorThrows::listener),
            Map.entry("the clock", CollaboratorThrows::clock),
            Map.entry("the executor, when it gets a drain", CollaboratorThrows::executor),
            Map.entry("the thread factory, or a thread that cannot be started", CollaboratorThrows::threadFactory),
            Map.entry("the scheduler, for a retry, a timeout or a breaker", CollaboratorThrows::schedulerForDelays),
            Map.entry("the scheduler, for anything else", CollaboratorThrows::schedulerForAnythingElse));

    private static List<String> rows() throws IOException {
        return Files.readAllLines(GUARANTEES).stream()
                .dropWhile(line -> !line.equals(TITLE))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(line -> line.split("\\|")[1].strip())
                .toList();
    }

    @Test
    void eachRowHasACheckAndEachCheckARow() throws IOException {
        assertThat(checks).containsOnlyKeys(rows().toArray(String[]::new));
    }

    @TestFactory
    Stream<DynamicContainer> whateverIsThrownTheEffectIsTheRows() throws IOException {
        return rows().stream()
                .filter(checks::containsKey)
                .map(row -> DynamicContainer.dynamicContainer(
                        row,
                        Arrays.stream(Thrown.values())
                                .map(thrown -> DynamicTest.dynamicTest(
                                        thrown.name(), () -> checks.get(row).of(thrown)))));
    }

    /**
     * Keys of one hash are compared where nothing may fail any more: when an event leaves its place, or is displaced
     * from it.
     */
    @Test
    void equalsIsNotAskedOnceAnEventIsIn() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        final class Key {
            @Override
            public int hashCode() {
                return 1;
            }

            @Override
            public boolean equals(Object other) {
                if (broken.get()) {
                    throw new IllegalStateException("expected");
                }
                return other == this;
            }
        }
        List<Key> keys = Stream.generate(Key::new).limit(40).toList();
        try (WatchedBus watched = open()) {
            Subscription subscription = watched.watch(watched.throwing()
                    .overflow(Overflow.DROP_OLDEST)
                    .capacity(keys.size() - 1)
                    .concurrency(2)
                    .key(event -> event < keys.size() ? keys.get(event) : "of another hash")
                    .handle(event -> {}));
            subscription.pause();
            for (int event = 0; event < keys.size() - 1; event++) {
                assertThat(watched.publish(event)).isEqualTo(PublishResult.of(2, 0));
            }
            broken.set(true);
            assertThat(watched.publish(keys.size() - 1)).isEqualTo(PublishResult.of(1, 1));
            assertThat(watched.publish(keys.size())).isEqualTo(PublishResult.of(2, 0));
            subscription.resume();
            watched.end();
            assertThat(subscription.stats().matched()).isEqualTo(keys.size() + 1);
            assertThat(subscription.stats().count(DropReason.OVERFLOW)).isEqualTo(1);
            assertThat(subscription.stats().failed()).isZero();
            assertThat(subscription.stats().count(DropReason.KEY_FAILED)).isEqualTo(1);
        }
    }
}
