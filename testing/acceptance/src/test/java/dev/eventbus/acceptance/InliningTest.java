package dev.eventbus.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The JVM's compiler makes one piece of code of a publish, down to the body of a direct handler. It refuses to where
 * a method is too big, or names a class in its signature that the caller's module has not come across; each of these
 * made a publish slower by a third until somebody looked. HotSpot only, since nobody else tells.
 */
class InliningTest {

    private static final String SOURCE = """
            package com.acme;

            import dev.eventbus.DeliveryMode;
            import dev.eventbus.EventBus;
            import dev.eventbus.Publisher;
            import dev.eventbus.Subscribe;

            public final class Main {

                record Ping(int number) {}

                static final class Counter {
                    private long count;

                    @Subscribe(mode = DeliveryMode.DIRECT)
                    void onPing(Ping ping) {
                        count += ping.number();
                    }
                }

                private Main() {}

                public static void main(String[] arguments) {
                    EventBus bus = EventBus.builder().index(new EventBusIndex()).build();
                    Counter counter = new Counter();
                    bus.register(counter);
                    Publisher<Ping> publisher = bus.publisher(Ping.class);
                    Ping ping = new Ping(1);
                    for (int i = 0; i < 30_000; i++) {
                        publisher.publish(ping);
                        bus.publish(ping);
                    }
                    System.out.println("counted " + counter.count);
                    Runtime.getRuntime().halt(0);
                }
            }
            """;

    @Test
    void aPublishIsOnePieceDownToTheDirectHandler(@TempDir Path folder) throws Exception {
        assumeTrue(
                System.getProperty("java.vm.name").contains("HotSpot")
                        || System.getProperty("java.vm.name").contains("OpenJDK"),
                "only HotSpot tells what it inlines");
        Program program = new Program(folder.resolve("classes"))
                .classPath(Program.libraries())
                .source("com/acme/Main.java", SOURCE)
                .compile();

        // One compiler that works at once, so that each run compiles the same.
        List<String> lines = program.run(
                List.of(
                        "-Xbatch",
                        "-XX:-TieredCompilation",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:+PrintCompilation",
                        "-XX:+PrintInlining"),
                "com.acme.Main",
                Program.runtimeModules());

        assertThat(lines).contains("counted 60000");
        List<String> ours = lines.stream()
                .filter(line -> line.contains("dev.eventbus.") || line.contains("com.acme."))
                .toList();
        assertThat(inlined(ours, "DispatcherStep::run")).isNotEmpty();
        assertThat(inlined(ours, "Dispatcher::dispatch")).isNotEmpty();
        assertThat(inlined(ours, "Main$Counter::onPing")).isNotEmpty();
        assertThat(ours).noneMatch(line -> line.contains("unloaded signature classes"));
        assertThat(ours).noneMatch(line -> line.contains("hot method too big"));
    }

    private static List<String> inlined(List<String> lines, String method) {
        return lines.stream()
                .filter(line -> line.contains(method) && line.contains("inline (hot)"))
                .toList();
    }
}
