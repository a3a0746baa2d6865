package dev.eventbus.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.EventBus;
import dev.eventbus.Subscription;
import dev.eventbus.acceptance.Jars.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three jars with an index each: the wiring of a bus does not depend on the order in which it gets them. */
class IndexMergingTest {

    private static final List<String> PACKAGES = List.of("com.acme.a", "com.acme.b", "com.acme.c");
    private static final int[][] ORDERS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    @TempDir
    static Path folder;

    private static Jars jars;
    private static final List<Path> PATHS = new ArrayList<>();
    private static final List<Path> MODULES = new ArrayList<>();

    /** Each has an event, and handlers of its own event, the others' supertype, and a chosen name. */
    private static String source(String packageName) {
        return """
                package %1$s;

                import dev.eventbus.DeliveryMode;
                import dev.eventbus.Event;
                import dev.eventbus.Subscribe;
                import java.util.List;
                import java.util.function.Consumer;

                public final class Part {
                    @Event("%1$s.happened")
                    public record Happened(List<String> calls) implements Consumer<String> {
                        @Override
                        public void accept(String call) {
                            calls.add(call);
                        }
                    }

                    public Part() {}

                    @Subscribe(name = "chosen in %1$s")
                    void own(Happened event) {}

                    @Subscribe(topic = "com.acme.*.happened")
                    void all(Object event) {}

                    @Subscribe(mode = DeliveryMode.DIRECT, priority = %2$d)
                    void direct(Consumer<?> event) {
                        note(event, "%1$s");
                    }

                    @Subscribe(mode = DeliveryMode.DIRECT)
                    void late(Happened event) {
                        note(event, "%1$s late");
                    }

                    @SuppressWarnings("unchecked")
                    private static void note(Consumer<?> event, String call) {
                        ((Consumer<String>) event).accept(call);
                    }
                }
                """.formatted(packageName, packageName.charAt(packageName.length() - 1) - 'a' + 1);
    }

    @BeforeAll
    static void compile() throws IOException {
        jars = new Jars(folder);
        for (String packageName : PACKAGES) {
            String file = packageName.replace('.', '/') + "/Part.java";
            PATHS.add(jars.pack(
                    packageName,
                    jars.program(packageName).source(file, source(packageName)).compile()));
            MODULES.add(jars.pack(
                    packageName + ".module",
                    jars.module(packageName + ".module")
                            .source(file, source(packageName))
                            .source("module-info.java", Jars.moduleInfo(packageName, packageName))
                            .compile()));
        }
    }

    @AfterAll
    static void close() throws IOException {
        jars.close();
    }

    /** What a bus does with the three parts. */
    private static List<String> wiring(EventBus bus, ClassLoader loader) throws ReflectiveOperationException {
        List<String> lines = new ArrayList<>();
        for (String packageName : PACKAGES) {
            Object part =
                    loader.loadClass(packageName + ".Part").getConstructor().newInstance();
            for (Subscription subscription : bus.register(part).subscriptions()) {
                lines.add(subscription.toString());
            }
        }
        for (String packageName : PACKAGES) {
            List<String> calls = new ArrayList<>();
            Object event = loader.loadClass(packageName + ".Part$Happened")
                    .getConstructor(List.class)
                    .newInstance(calls);
            lines.add(bus.publishTo(packageName + ".happened", event) + " " + calls);
        }
        return lines;
    }

    @ParameterizedTest
    @EnumSource
    void everyOrderGivesTheSameWiring(Way way) throws Exception {
        List<String> expected = null;
        for (int[] order : ORDERS) {
            List<Path> paths = new ArrayList<>();
            List<String> indexes = new ArrayList<>();
            for (int place : order) {
                paths.add(PATHS.get(place));
                indexes.add(PACKAGES.get(place) + ".EventBusIndex");
            }
            ClassLoader loader = jars.loader(paths);
            List<String> wiring;
            try (EventBus bus = Jars.start(way, loader, indexes)) {
                wiring = wiring(bus, loader);
            }
            assertThat(wiring)
                    .hasSize(15)
                    .filteredOn(line -> line.contains("[com.acme."))
                    .first()
                    .asString()
                    .endsWith("[com.acme.c, com.acme.b, com.acme.a, com.acme.a late]");
            expected = expected == null ? wiring : expected;
            assertThat(wiring).isEqualTo(expected);
        }
    }

    @Test
    void soItIsOnTheModulePath() throws Exception {
        Program app = jars.module("app")
                .modulePath(MODULES)
                .source("module-info.java", """
                        module com.acme.app {
                            requires dev.eventbus;
                            requires com.acme.a;
                            requires com.acme.b;
                            requires com.acme.c;
                        }
                        """)
                .source("com/acme/app/Main.java", """
                        package com.acme.app;

                        import dev.eventbus.EventBus;
                        import dev.eventbus.Subscription;
                        import java.util.ArrayList;
                        import java.util.List;

                        public final class Main {
                            public static void main(String[] args) {
                                try (EventBus found = EventBus.open();
                                        EventBus given = EventBus.builder()
                                                .index(
                                                        new com.acme.c.EventBusIndex(),
                                                        new com.acme.a.EventBusIndex(),
                                                        new com.acme.b.EventBusIndex())
                                                .build()) {
                                    for (EventBus bus : List.of(found, given)) {
                                        for (Object part : List.of(
                                                new com.acme.a.Part(), new com.acme.b.Part(), new com.acme.c.Part())) {
                                            for (Subscription each : bus.register(part).subscriptions()) {
                                                System.out.println(each.name());
                                            }
                                        }
                                        List<String> calls = new ArrayList<>();
                                        int accepted = bus.publish(new com.acme.b.Part.Happened(calls)).accepted();
                                        System.out.println(accepted + " " + calls);
                                    }
                                }
                            }
                        }
                        """)
                .compile();
        for (int[] order : ORDERS) {
            List<Path> modules = new ArrayList<>(Program.runtimeModules());
            for (int place : order) {
                modules.add(MODULES.get(place));
            }
            List<String> printed = app.runModule("com.acme.app/com.acme.app.Main", modules);
            assertThat(printed).hasSize(26);
            assertThat(printed.subList(0, 13))
                    .contains("chosen in com.acme.a", "chosen in com.acme.c", "com.acme.b.Part.all")
                    .endsWith("8 [com.acme.c, com.acme.b, com.acme.a, com.acme.b late]");
            assertThat(printed.subList(13, 26)).isEqualTo(printed.subList(0, 13));
        }
    }
}
