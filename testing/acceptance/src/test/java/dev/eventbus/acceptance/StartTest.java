package dev.eventbus.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a program loads before its first event is delivered: nothing that the JVM has to make first (a lambda's class
 * costs some milliseconds, the first some twenty), no logging before there is something to log, and no class for each
 * handler. Nor does a second instance of a subscriber bring anything with it.
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
                    System.exit(0);
                }
            }
            """;

    @Test
    void nothingIsMadeOrLoggedAndNoHandlerHasAClass(@TempDir Path folder) throws Exception {
        Program program = compiled(folder);
        Path log = folder.resolve("classes.log");
        assertThat(program.run(List.of("-Xlog:class+load=info:file=" + log), "com.acme.Main", Program.runtimeModules()))
                .containsExactly("handled");

        List<String> loaded = loaded(log);
        assertThat(loaded).contains("dev.eventbus.runtime.ChannelEventBus");
        assertThat(loaded).noneMatch(name -> name.contains("eventbus") && name.contains("$$Lambda"));
        // What makes the equality of records that do not write it out.
        assertThat(loaded).doesNotContain("java.lang.runtime.ObjectMethods");
        assertThat(loaded).noneMatch(name -> name.startsWith("org.slf4j"));
        // No descriptor of the event type: that is for subscriptions that go by its key.
        assertThat(loaded.stream().filter(name -> name.startsWith("com.acme")))
                .containsExactlyInAnyOrder(
                        "com.acme.Main",
                        "com.acme.EventBusIndex",
                        "com.acme.EventBusIndex$MainStartedDispatcher",
                        "com.acme.Main$Listener",
                        "com.acme.Main$Started",
                        "com.acme.Main_Listener_Handlers");
    }

    /** What docs/build-tools.md says under "Starting faster". */
    @Test
    void anArchiveHoldsTheClassesOfAProgramWithABus(@TempDir Path folder) throws Exception {
        Program program = compiled(folder);
        // Archives are of classes from jars only.
        List<Path> jars = new ArrayList<>();
        jars.add(packed(program.output(), folder.resolve("main.jar")));
        for (Path library : Program.runtimeModules()) {
            Path jar = folder.resolve("library" + jars.size() + ".jar");
            jars.add(Files.isDirectory(library) ? packed(library, jar) : library);
        }
        Path archive = folder.resolve("shop.jsa");
        assertThat(program.runJars(List.of("-XX:ArchiveClassesAtExit=" + archive), "com.acme.Main", jars))
                .contains("handled");
        Path log = folder.resolve("archived.log");
        assertThat(program.runJars(
                        List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:class+load=info:file=" + log),
                        "com.acme.Main",
                        jars))
                .contains("handled");
        assertThat(Files.readAllLines(log).stream().filter(line -> line.contains(" dev.eventbus.")))
                .hasSizeGreaterThan(50)
                .allMatch(line -> line.contains("shared objects file (top)"));
    }

    private static Program compiled(Path folder) throws IOException {
        return new Program(folder.resolve("classes"))
                .classPath(Program.libraries())
                .source("com/acme/Main.java", SOURCE)
                .compile();
    }

    private static Path packed(Path classes, Path jar) {
        ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
        assertThat(tool.run(
                        System.out, System.err, "--create", "--file", jar.toString(), "-C", classes.toString(), "."))
                .isZero();
        return jar;
    }

    /** The names in a log of loaded classes; a line is: decorations, the name, "source:" and where it came from. */
    private static List<String> loaded(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .map(line -> line.replaceFirst("^(\\[[^]]*])*\\s*", "").split(" ")[0])
                .toList();
    }
}
