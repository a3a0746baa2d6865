package dev.eventbus.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eventbus.DeliveryMode;
import dev.eventbus.Event;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.RetryPolicy;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.UnhandledEvent;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The processor refuses an annotated handler, and the builder a lambda, by the same rules in the same words. */
class HandlerRulesTest {

    @Event(value = "parcel.sent", key = "id")
    record Sent(String id) implements Parcel {}

    @Event("parcel.lost")
    record Lost(String id) implements Parcel {}

    record Plain(String id) {}

    sealed interface Parcel permits Sent, Lost {}

    /**
     * A mistake.
     *
     * @param annotated the same of an annotated handler, in the class that declares it
     * @param lambda the same of a lambda named "on"
     * @param replacements what the builder calls by other names: what the processor writes, and then what the
     *     builder does
     */
    private record Mistake(String annotated, Consumer<EventBus> lambda, String... replacements) {

        static <E> Mistake of(
                String attributes,
                String parameter,
                Class<E> type,
                Consumer<SubscriptionBuilder<E>> lambda,
                String... replacements) {
            return new Mistake(
                    "@Subscribe(" + attributes + ") void on(" + parameter + ") {}",
                    bus -> lambda.accept(bus.subscription(type).name("on")),
                    replacements);
        }

        @Override
        public String toString() {
            return annotated;
        }
    }

    private static <E> Consumer<SubscriptionBuilder<E>> handled(Consumer<SubscriptionBuilder<E>> attributes) {
        return builder -> {
            attributes.accept(builder);
            builder.handle(event -> {});
        };
    }

    private static Mistake plain(
            String attributes, Consumer<SubscriptionBuilder<Plain>> lambda, String... replacements) {
        return Mistake.of(attributes, "Plain event", Plain.class, handled(lambda), replacements);
    }

    private static Stream<Mistake> mistakes() {
        String[] block = {"overflow = Overflow.BLOCK", "overflow(BLOCK)"};
        String[] waitsForRoom = {"blockMillis", "blockFor", block[0], block[1]};
        String[] direct = {"mode = DIRECT", "mode(DIRECT)"};
        return Stream.of(
                plain("capacity = 0", builder -> builder.capacity(0)),
                plain("capacity = 1 << 31", builder -> builder.capacity(1 << 31)),
                plain("replay = -1", builder -> builder.replay(-1)),
                plain("concurrency = 0", builder -> builder.concurrency(0)),
                plain("name = \" \"", builder -> builder.name(" ")),
                plain("name = \"a\\tb\"", builder -> builder.name("a\tb")),
                plain("capacity = 2, replay = 3", builder -> builder.capacity(2).replay(3)),
                plain(
                        "key = \"id\"",
                        builder -> builder.key(Plain::id),
                        "overflow = Overflow.CONFLATE",
                        "overflow(CONFLATE)"),
                plain(
                        "blockMillis = 0, overflow = Overflow.BLOCK",
                        builder -> builder.overflow(Overflow.BLOCK).blockFor(Duration.ZERO),
                        "blockMillis",
                        "blockFor",
                        "overflow = Overflow.DROP_NEWEST",
                        "overflow(DROP_NEWEST)"),
                plain(
                        "blockMillis = -2, overflow = Overflow.BLOCK",
                        builder -> builder.overflow(Overflow.BLOCK).blockFor(Duration.ofMillis(-2)),
                        "Invalid blockMillis -2",
                        "Invalid blockMillis PT-0.002S",
                        "blockMillis",
                        "blockFor",
                        "to -1 for no limit",
                        "use blockWithoutLimit()"),
                plain(
                        "timeoutMillis = -1",
                        builder -> builder.timeout(Duration.ofMillis(-1)),
                        "timeoutMillis -1",
                        "timeout PT-0.001S",
                        "choose 1 or more, or 0 for no timeout",
                        "choose more than 0, or remove it for no timeout"),
                plain("blockMillis = 5", builder -> builder.blockFor(Duration.ofMillis(5)), waitsForRoom),
                plain(
                        "blockMillis = -1, overflow = Overflow.DROP_OLDEST",
                        builder -> builder.blockWithoutLimit().overflow(Overflow.DROP_OLDEST),
                        "blockMillis",
                        "blockWithoutLimit",
                        block[0],
                        block[1]),
                plain("priority = 1", builder -> builder.priority(1), "mode = DeliveryMode.DIRECT", "mode(DIRECT)"),
                plain(
                        "capacity = 5, overflow = Overflow.CONFLATE",
                        builder -> builder.capacity(5).overflow(Overflow.CONFLATE)),
                plain("retry = @Retry", builder -> builder.retry(RetryPolicy.maxAttempts(1))),
                plain(
                        "retry = @Retry(maxAttempts = Integer.MAX_VALUE, delayMillis = 0)",
                        builder -> builder.retry(RetryPolicy.unlimited().delay(Duration.ZERO)),
                        "delayMillis",
                        "delay"),
                plain(
                        "retry = @Retry(maxAttempts = 2, delayMillis = 60_000)",
                        builder -> builder.retry(RetryPolicy.maxAttempts(2).delay(Duration.ofMinutes(1))),
                        "maxDelayMillis = 30000",
                        "maxDelay = PT30S",
                        "delayMillis",
                        "delay"),
                plain(
                        "retry = @Retry(maxAttempts = 2, delayMillis = 0, multiplier = 3)",
                        builder -> builder.retry(
                                RetryPolicy.maxAttempts(2).delay(Duration.ZERO).multiplier(3)),
                        "delayMillis",
                        "delay"),
                plain(
                        "retry = @Retry(maxAttempts = 2, retryOn = FileNotFoundException.class,"
                                + " abortOn = IOException.class)",
                        builder -> builder.retry(RetryPolicy.maxAttempts(2)
                                .retryOn(FileNotFoundException.class)
                                .abortOn(IOException.class))),
                plain(
                        "retry = @Retry(maxAttempts = 2, retryOn = OutOfMemoryError.class)",
                        builder -> builder.retry(RetryPolicy.maxAttempts(2).retryOn(OutOfMemoryError.class))),
                plain(
                        "retry = @Retry(maxAttempts = 2, abortOn = LinkageError.class)",
                        builder -> builder.retry(RetryPolicy.maxAttempts(2).abortOn(LinkageError.class))),
                plain(
                        "mode = DeliveryMode.DIRECT, capacity = 7",
                        builder -> builder.mode(DeliveryMode.DIRECT).capacity(7),
                        direct),
                plain(
                        "mode = DeliveryMode.DIRECT, replay = 7",
                        builder -> builder.mode(DeliveryMode.DIRECT).replay(7),
                        direct),
                plain(
                        "mode = DeliveryMode.DIRECT, overflow = Overflow.BLOCK",
                        builder -> builder.mode(DeliveryMode.DIRECT).overflow(Overflow.BLOCK),
                        direct),
                plain(
                        "mode = DeliveryMode.DIRECT, blockMillis = 5",
                        builder -> builder.mode(DeliveryMode.DIRECT).blockFor(Duration.ofMillis(5)),
                        direct[0],
                        direct[1],
                        "blockMillis",
                        "blockFor"),
                plain(
                        "mode = DeliveryMode.DIRECT, concurrency = 2",
                        builder -> builder.mode(DeliveryMode.DIRECT).concurrency(2),
                        direct),
                plain(
                        "mode = DeliveryMode.DIRECT, key = \"id\"",
                        builder -> builder.mode(DeliveryMode.DIRECT).key(Plain::id),
                        direct),
                plain(
                        "mode = DeliveryMode.DIRECT, retry = @Retry(maxAttempts = 2)",
                        builder -> builder.mode(DeliveryMode.DIRECT).retry(RetryPolicy.maxAttempts(2)),
                        direct),
                plain(
                        "mode = DeliveryMode.DIRECT, timeoutMillis = 5",
                        builder -> builder.mode(DeliveryMode.DIRECT).timeout(Duration.ofMillis(5)),
                        direct[0],
                        direct[1],
                        "timeoutMillis",
                        "timeout"),
                new Mistake(
                        "@Subscribe(mode = DeliveryMode.DIRECT) CompletionStage<?> on(Plain event) { return null; }",
                        bus -> bus.subscription(Plain.class)
                                .name("on")
                                .mode(DeliveryMode.DIRECT)
                                .handleAsync(event -> CompletableFuture.completedFuture(event)),
                        direct[0],
                        direct[1],
                        "java.util.concurrent.CompletionStage<?>",
                        "a CompletionStage",
                        "return void",
                        "use handle"),
                Mistake.of(
                        "batch = 2, overflow = Overflow.CONFLATE",
                        "List<Plain> events",
                        Plain.class,
                        builder -> builder.overflow(Overflow.CONFLATE).handleBatch(2, events -> {}),
                        "remove batch",
                        "use handle"),
                Mistake.of(
                        "batch = 2, concurrency = 2, key = \"id\"",
                        "List<Plain> events",
                        Plain.class,
                        builder -> builder.concurrency(2).key(Plain::id).handleBatch(2, events -> {}),
                        "remove batch",
                        "use handle"),
                Mistake.of(
                        "batch = 2, concurrency = 2",
                        "List<Sent> events",
                        Sent.class,
                        builder -> builder.concurrency(2).handleBatch(2, events -> {}),
                        "remove batch",
                        "use handle"),
                Mistake.of(
                        "batch = 9, capacity = 8",
                        "List<Plain> events",
                        Plain.class,
                        builder -> builder.capacity(8).handleBatch(9, events -> {})),
                Mistake.of(
                        "topic = \"stock.*\"", "Sent event", Sent.class, handled(builder -> builder.topic("stock.*"))),
                Mistake.of(
                        "topic = \"*.unknown\"",
                        "Parcel event",
                        Parcel.class,
                        handled(builder -> builder.topic("*.unknown"))),
                Mistake.of(
                        "topic = \"bus.*\"",
                        "dev.eventbus.UnhandledEvent event",
                        UnhandledEvent.class,
                        handled(builder -> builder.topic("bus.*"))),
                Mistake.of("", "int event", int.class, handled(builder -> {})),
                Mistake.of("", "dev.eventbus.Headers event", dev.eventbus.Headers.class, handled(builder -> {})));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aLambdaIsRefusedAsAnAnnotatedHandlerIs(Mistake mistake, @TempDir Path folder) throws Exception {
        List<String> errors = new Program(folder)
                .classPath(Program.libraries())
                .source("com/acme/Handler.java", """
                        package com.acme;

                        import dev.eventbus.*;
                        import java.io.*;
                        import java.util.List;
                        import java.util.concurrent.CompletionStage;

                        @Event(value = "parcel.sent", key = "id") record Sent(String id) implements Parcel {}
                        @Event("parcel.lost") record Lost(String id) implements Parcel {}
                        record Plain(String id) {}
                        sealed interface Parcel permits Sent, Lost {}

                        final class Handler {
                            %s
                        }
                        """.formatted(mistake.annotated()))
                .errors();
        assertThat(errors).singleElement().asString().startsWith("[EB");
        String expected = errors.get(0).substring("[EB000] ".length());
        for (int i = 0; i < mistake.replacements().length; i += 2) {
            assertThat(expected).contains(mistake.replacements()[i]);
            expected = expected.replace(mistake.replacements()[i], mistake.replacements()[i + 1]);
        }
        try (EventBus bus = EventBus.builder().build()) {
            assertThat(catchThrowableOfType(
                            IllegalArgumentException.class,
                            () -> mistake.lambda().accept(bus)))
                    .hasMessage(expected);
            assertThat(bus.subscriptions()).isEmpty();
        }
    }

    /** The moment is the same for each end of a builder: before anybody has subscribed. */
    @Test
    void eachEndOfABuilderRefuses() {
        List<Consumer<SubscriptionBuilder<Sent>>> ends = List.of(
                builder -> builder.handle(event -> {}),
                builder -> builder.handle((event, context) -> {}),
                builder -> builder.handleAsync(event -> CompletableFuture.completedFuture(null)),
                builder -> builder.handleBatch(2, events -> {}),
                SubscriptionBuilder::channel,
                SubscriptionBuilder::flowPublisher);
        List<Consumer<SubscriptionBuilder<Sent>>> mistakes = List.of(
                builder -> builder.topic("stock.*"),
                builder -> builder.blockFor(Duration.ofMillis(5)),
                builder -> builder.capacity(2).replay(3),
                builder -> builder.replay(1),
                builder -> builder.priority(1));
        try (EventBus bus = EventBus.builder().build()) {
            for (Consumer<SubscriptionBuilder<Sent>> end : ends) {
                for (Consumer<SubscriptionBuilder<Sent>> mistake : mistakes) {
                    SubscriptionBuilder<Sent> builder = bus.subscription(Sent.class);
                    mistake.accept(builder);
                    assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> end.accept(builder)))
                            .hasMessageContainingAll("To fix it", Sent.class.getName());
                }
            }
            assertThat(bus.subscriptions()).isEmpty();
        }
    }

    /** What only the builder can be used for. */
    @Test
    void whatMakesSenseIsServed() {
        try (EventBus bus = EventBus.builder().retain("parcel.lost", 3).build()) {
            bus.subscription(Parcel.class).topic("*.sent").handle(event -> {});
            bus.subscription(Plain.class).topic("any.topic").handle(event -> {});
            bus.subscription(Lost.class).replay(3).handle(event -> {});
            bus.subscription(Object.class).replay(3).topic("parcel.*").handle(event -> {});
            bus.subscription(Plain.class)
                    .overflow(Overflow.BLOCK)
                    .blockWithoutLimit()
                    .handle(event -> {});
            assertThat(bus.subscriptions()).hasSize(5);
        }
    }
}
