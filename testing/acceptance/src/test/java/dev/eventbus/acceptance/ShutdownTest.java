package dev.eventbus.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A bus that is closed by the JVM's shutdown delivers what it has accepted, and does not wait for who waits for the
 * shutdown.
 */
class ShutdownTest {

    @TempDir
    Path folder;

    @Test
    void whatWasAcceptedIsDeliveredBeforeTheJvmEnds() throws Exception {
        Program program = new Program(folder.resolve("classes"))
                .classPath(Program.libraries())
                .source("com/acme/Main.java", """
                        package com.acme;

                        import dev.eventbus.EventBus;

                        public final class Main {
                            public static void main(String[] args) {
                                EventBus.builder().closeOnShutdown().build().close(); // leaves no hook behind
                                EventBus bus = EventBus.builder().closeOnShutdown().build();
                                bus.subscribe(Integer.class, (Integer event) -> {
                                    Thread.sleep(20);
                                    System.out.println("handled " + event);
                                });
                                for (int i = 1; i <= 3; i++) {
                                    bus.publish(i);
                                }
                                System.exit(0);
                            }
                        }
                        """)
                .compile();
        assertThat(program.run("com.acme.Main", Program.runtimeModules()))
                .containsExactly("handled 1", "handled 2", "handled 3");
    }

    /**
     * The beginning of a program that says whether the log of its bus, and the shutdown's order, are as they should
     * be.
     */
    private static final String BEGINNING = """
            package com.acme;

            import dev.eventbus.BusListener;
            import dev.eventbus.DeliveryMode;
            import dev.eventbus.DropReason;
            import dev.eventbus.EventBus;
            import dev.eventbus.Subscription;
            import java.time.Duration;
            import java.util.List;
            import java.util.concurrent.Flow;

            public final class Main {

                static void exit() {
                    System.out.println("exits");
                    System.exit(0);
                    System.out.println("not reached");
                }

                public static void main(String[] args) throws Exception {
                    EventBus bus = EventBus.builder()
                            .closeOnShutdown()
                            .closeTimeout(Duration.ofHours(1))
                            .deadLetterDrops(true)
                            .listener(new BusListener() {
                                @Override
                                public void onDropped(Subscription subscription, DropReason reason, long count) {
                                    exit();
                                }
                            })
                            .build();
            """;

    private static final String END = """
                    Thread.sleep(3_600_000);
                }
            }
            """;

    private static Stream<Arguments> waysToExit() {
        return Stream.of(
                Arguments.of("a handler", """
                        bus.subscribe(Integer.class, (Integer event) -> exit());
                        bus.publish(1);
                        """),
                Arguments.of("one of several that run at once", """
                        bus.subscription(Integer.class).concurrency(4).handle((Integer event) -> exit());
                        bus.publish(1);
                        """),
                Arguments.of("a handler of batches", """
                        bus.subscription(Integer.class).handleBatch(3, (List<Integer> events) -> exit());
                        bus.publish(1);
                        """),
                Arguments.of("a handler that returns a stage", """
                        bus.subscription(Integer.class).handleAsync((Integer event) -> {
                            exit();
                            return null;
                        });
                        bus.publish(1);
                        """),
                Arguments.of("a direct handler", """
                        bus.subscription(Integer.class).mode(DeliveryMode.DIRECT).handle((Integer event) -> exit());
                        bus.publish(1);
                        """),
                Arguments.of("a direct handler in a handler", """
                        bus.subscription(Integer.class).mode(DeliveryMode.DIRECT).handle((Integer event) -> exit());
                        bus.subscribe(String.class, (String event) -> {
                            bus.publish(event.length());
                        });
                        bus.publish("a");
                        """),
                Arguments.of("a filter", """
                        bus.subscription(Integer.class).filter(event -> {
                            exit();
                            return true;
                        }).handle((Integer event) -> {});
                        bus.publish(1);
                        """),
                Arguments.of("a filter of a direct handler", """
                        bus.subscription(Integer.class).mode(DeliveryMode.DIRECT).filter(event -> {
                            exit();
                            return true;
                        }).handle((Integer event) -> {});
                        bus.publish(1);
                        """),
                Arguments.of("what follows a tracked event", """
                        bus.subscribe(Integer.class, (Integer event) -> {});
                        bus.publishAndTrack(1).thenRun(() -> exit());
                        """),
                Arguments.of("the listener", """
                        bus.subscription(Integer.class).capacity(1).handle((Integer event) -> {});
                        bus.subscriptions().get(0).pause();
                        bus.publish(1);
                        bus.publish(2);
                        """),
                Arguments.of("the subscriber of a stream", """
                        bus.subscription(Integer.class).flowPublisher().subscribe(new Flow.Subscriber<Integer>() {
                            @Override
                            public void onSubscribe(Flow.Subscription subscription) {
                                subscription.request(1);
                            }

                            @Override
                            public void onNext(Integer event) {
                                exit();
                            }

                            @Override
                            public void onError(Throwable failure) {}

                            @Override
                            public void onComplete() {}
                        });
                        bus.publish(1);
                        """));
    }

    /** The close timeout is an hour, and the program's end is waited for for a minute. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToExit")
    void theShutdownDoesNotWaitForWhatHasCalledSystemExit(String who, String body) throws Exception {
        Program program = new Program(folder.resolve("classes"))
                .classPath(Program.libraries())
                .source("com/acme/Main.java", BEGINNING + body + END)
                .compile();
        assertThat(program.run("com.acme.Main", Program.runtimeModules())).containsExactly("exits");
    }
}
