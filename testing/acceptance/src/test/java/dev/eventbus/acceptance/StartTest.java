package dev.eventbus.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a program loads before its first event is delivered: nothing that the JVM has to make first (a lambda's class costs some
 * milliseconds, the first some twenty), no logging before there is something to log, and no class for each handler. Nor does a
 * second instance of a subscriber bring anything with it.
 */
class StartTest {

    private static final String SOURCE = """
            package com.acme;

            import dev.eventbus.DeliveryMode;
            import dev.eventbus.Event;
            import dev.eventbus.EventBus;
            import dev.eventbus.Subscribe;
            import java.util.concurrent.CountDownLatch;

            public final class Main {

                private static final CountDownLatch HANDLED = new CountDownLatch(3);

                @Event("started")
                record Started() {}

                static final class Listener {
                    @Subscribe
                    void first(Started event) {
                        HANDLED.countDown();
                    }

                    @Subscribe
                    void second(Started event) {
                        HANDLED.countDown();
                    }

                    @Subscribe(mode = DeliveryMode.DIRECT)
                    void third(Started event) {
                        HANDLED.countDown();
                    }
                }

                private Main() {}

                public static void main(String[] arguments) throws InterruptedException {
                    EventBus bus = EventBus.builder().index(new EventBusIndex()).build();
                    bus.register(new Listener());
                    bus.publish(new Started());
                    HANDLED.await();
                    bus.register(new Listener());
                    System.out.println("handled");
                    Runtime.getRuntime().halt(0);
                }
            }
            """;

    @Test
    void nothingIsMadeOrLoggedAndNoHandlerHasAClass(@TempDir Path folder) throws Exception {
        Program program = new Program(folder.resolve("classes"))
                .classPath(Program.libraries())
                .source("com/acme/Main.java", SOURCE)
                .compile();
        Path log = folder.resolve("classes.log");
        assertThat(program.run(List.of("-Xlog:class+load=info:file=" + log), "com.acme.Main", Program.runtimeModules()))
                .containsExactly("handled");

        // A line is: decorations, the name of the class, "source:" and where it came from.
        List<String> loaded = Files.readAllLines(log).stream()
                .map(line -> line.replaceFirst("^(\\[[^]]*])*\\s*", "").split(" ")[0])
                .toList();
        assertThat(loaded).contains("dev.eventbus.runtime.ChannelEventBus");
        assertThat(loaded).noneMatch(name -> name.contains("eventbus") && name.contains("$$Lambda"));
        // What makes the equality of records that do not write it out.
        assertThat(loaded).doesNotContain("java.lang.runtime.ObjectMethods");
        assertThat(loaded).noneMatch(name -> name.startsWith("org.slf4j"));
        assertThat(loaded.stream().filter(name -> name.startsWith("com.acme")))
                .containsExactlyInAnyOrder(
                        "com.acme.Main",
                        "com.acme.EventBusIndex",
                        "com.acme.EventBusIndex$MainStartedDispatcher",
                        "com.acme.Main$Listener",
                        "com.acme.Main$Started",
                        "com.acme.Main_Listener_Handlers",
                        "com.acme.Main_Started_Event");
    }
}
