package dev.eventbus.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A JVM that ends with accepted events which nobody will handle says so, in one line for each bus; and otherwise
 * nothing.
 */
class ExitTest {

    @TempDir
    Path folder;

    /** What a program logs of its end; its main consists of some statements. */
    private List<String> linesOf(String statements) throws Exception {
        Program program = new Program(folder.resolve("classes"))
                .classPath(Program.libraries())
                .source("com/acme/Main.java", """
                        package com.acme;

                        import dev.eventbus.Channel;
                        import dev.eventbus.DeliveryMode;
                        import dev.eventbus.EventBus;
                        import dev.eventbus.RetryPolicy;
                        import dev.eventbus.Subscription;
                        import java.time.Duration;
                        import java.util.concurrent.CompletableFuture;
                        import java.util.concurrent.CountDownLatch;

                        @SuppressWarnings("unused")
                        public final class Main {

                            private static final CountDownLatch BEGUN = new CountDownLatch(1);

                            private Main() {}

                            private static void hang() throws InterruptedException {
                                BEGUN.countDown();
                                new CountDownLatch(1).await();
                            }

                            public static void main(String[] arguments) throws Exception {
                                %s
                            }
                        }
                        """.formatted(statements.indent(8)))
                .compile();
        return program.run("com.acme.Main", Program.libraries()).stream()
                .filter(line -> line.contains("the JVM ends"))
                .map(line -> line.substring(line.indexOf("Bus ")))
                .toList();
    }

    @Test
    void eachBusSaysWhatItLeaves() throws Exception {
        assertThat(linesOf("""
                        EventBus orders = EventBus.builder().name("orders").build();
                        orders.subscription(Integer.class).name("mailer").handle(event -> hang());
                        orders.subscription(Integer.class).name("audit").topic("java.lang.*").handle(event -> hang());
                        orders.subscription(Integer.class).name("quick").mode(DeliveryMode.DIRECT).handle(event -> {});
                        EventBus users = EventBus.builder().name("users").build();
                        users.subscription(String.class).name("greeter").handle(event -> hang());
                        EventBus idle = EventBus.builder().name("idle").build();
                        idle.subscription(String.class).handle(event -> {});
                        EventBus closed = EventBus.builder().name("closed").build();
                        closed.subscription(String.class).handle(event -> hang());
                        closed.publish("a");
                        closed.close(Duration.ZERO);
                        for (int i = 0; i < 3; i++) {
                            orders.publish(i);
                        }
                        users.publish("a");"""))
                .containsExactlyInAnyOrder(
                        "Bus orders: the JVM ends, and 6 accepted events have not been handled (mailer: 3, audit: 3)."
                                + " To have them handled, close the bus before the end of main, or build it with"
                                + " closeOnShutdown().",
                        "Bus users: the JVM ends, and 1 accepted event has not been handled (greeter: 1)."
                                + " To have it handled,"
                                + " close the bus before the end of main, or build it with closeOnShutdown().");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A pull channel
                "Channel<Integer> unread = bus.subscription(Integer.class).name(\"s\").channel();",
                // A channel that is paused
                "bus.subscription(Integer.class).name(\"s\").handle(event -> {}).pause();",
                // A stream without demand
                """
                bus.subscription(Integer.class).name("s").flowPublisher().subscribe(
                        new java.util.concurrent.Flow.Subscriber<>() {
                            @Override
                            public void onSubscribe(java.util.concurrent.Flow.Subscription subscription) {}

                            @Override
                            public void onNext(Integer event) {}

                            @Override
                            public void onError(Throwable failure) {}

                            @Override
                            public void onComplete() {}
                        });""",
                // A retry that waits
                """
                bus.subscription(Integer.class)
                        .name("s")
                        .retry(RetryPolicy.maxAttempts(2).delay(Duration.ofHours(1)).maxDelay(Duration.ofHours(1)))
                        .handle(event -> {
                            BEGUN.countDown();
                            throw new Exception("expected");
                        });""",
                // A stage that is pending
                "bus.subscription(Integer.class).name(\"s\").handleAsync(event -> new CompletableFuture<>());"
            })
    void whateverWaitsIsCounted(String subscribing) throws Exception {
        assertThat(linesOf("""
                        EventBus bus = EventBus.builder().name("b").build();
                        """ + subscribing + """

                        bus.publish(1);
                        bus.publish(2);"""))
                .singleElement()
                .asString()
                .startsWith("Bus b: the JVM ends, and 2 accepted events have not been handled (s: 2).");
    }

    @Test
    void anExecutorOfTheUsersChangesNothing() throws Exception {
        assertThat(linesOf("""
                        EventBus bus = EventBus.builder()
                                .name("b")
                                .executor(task -> {
                                    Thread thread = new Thread(task);
                                    thread.setDaemon(true);
                                    thread.start();
                                })
                                .build();
                        bus.subscription(Integer.class).name("s").handle(event -> hang());
                        bus.publish(1);
                        bus.publish(2);"""))
                .singleElement()
                .asString()
                .startsWith("Bus b: the JVM ends, and 2 accepted events have not been handled (s: 2).");
    }

    @Test
    void soDoesSystemExit() throws Exception {
        assertThat(linesOf("""
                        EventBus bus = EventBus.builder().name("b").build();
                        bus.subscription(Integer.class).name("s").handle(event -> hang());
                        bus.publish(1);
                        bus.publish(2);
                        BEGUN.await();
                        System.exit(0);"""))
                .singleElement()
                .asString()
                .startsWith("Bus b: the JVM ends, and 2 accepted events have not been handled (s: 2).");
    }

    /** Whoever exits from the code of a key waits for the hook, which must not wait for that in turn. */
    @Test
    void anExitWhileKeysAreComparedEndsAndSaysSo() throws Exception {
        assertThat(linesOf("""
                        final class Key {
                            @Override
                            public boolean equals(Object other) {
                                System.exit(0);
                                return true;
                            }

                            @Override
                            public int hashCode() {
                                return 1;
                            }
                        }
                        EventBus bus = EventBus.builder().name("b").build();
                        bus.subscription(Integer.class)
                                .key(event -> new Key())
                                .concurrency(2)
                                .handle(event -> hang());
                        bus.publish(1);
                        BEGUN.await();
                        bus.publish(2);"""))
                .singleElement()
                .asString()
                .startsWith("Bus b: the JVM ends, and 1 accepted event has not been handled");
    }

    @Test
    void manySubscriptionsAreShortened() throws Exception {
        assertThat(linesOf("""
                        EventBus bus = EventBus.builder().name("b").build();
                        for (int i = 0; i < 20; i++) {
                            String topic = i < 10 ? "first" : "second";
                            bus.subscription(Integer.class).topic(topic).name("s" + i).handle(event -> hang());
                        }
                        bus.publishTo("first", 1);
                        bus.publishTo("second", 1);
                        bus.publishTo("second", 2);"""))
                .singleElement()
                .asString()
                .contains("30 accepted events")
                .contains("(s10: 2, s11: 2, s12: 2, s13: 2, s14: 2, and 15 more)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bus.close();",
                "bus.awaitIdle(Duration.ofSeconds(30));",
                "Runtime.getRuntime().addShutdownHook(new Thread(bus::close)); System.exit(0);"
            })
    void nothingIsSaidWhereNothingIsLeft(String end) throws Exception {
        assertThat(linesOf("""
                        EventBus bus = EventBus.builder().name("b").build();
                        bus.subscription(Integer.class).handle(event -> {});
                        bus.publish(1);
                        bus.publish(2);
                        """ + end)).isEmpty();
    }

    @Test
    void aBusThatIsClosedByTheShutdownSaysNothing() throws Exception {
        assertThat(linesOf("""
                        EventBus bus = EventBus.builder().name("b").closeOnShutdown().build();
                        bus.subscription(Integer.class).handle(event -> Thread.sleep(20));
                        bus.publish(1);
                        bus.publish(2);""")).isEmpty();
    }
}
